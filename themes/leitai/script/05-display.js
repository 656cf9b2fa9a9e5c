// 大字、高对比：按下就记住，每一页都照办。浏览器不让记的（例如无痕窗口），只管这一页。
(function () {
  "use strict";
  var root = document.documentElement;
  var group = document.querySelector(".display");

  function recall(name) {
    try { return localStorage.getItem("leitai-" + name) === "1"; } catch (error) { return false; }
  }
  function remember(name, on) {
    try { localStorage.setItem("leitai-" + name, on ? "1" : "0"); } catch (error) { /* 记不住也照样显示 */ }
  }
  function show(button, on) {
    root.toggleAttribute("data-" + button.dataset.display, on);
    button.setAttribute("aria-pressed", String(on));
  }

  if (!group) { return; }
  group.querySelectorAll("button").forEach(function (button) {
    show(button, recall(button.dataset.display));
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      show(button, on);
      remember(button.dataset.display, on);
    });
  });
  group.hidden = false;
})();
