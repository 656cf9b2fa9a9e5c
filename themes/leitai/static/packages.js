// 稿件包：复制标题、摘要和带格式的正文；深色预览。不请求任何网络，直接打开文件也能用。
(function () {
  "use strict";
  var status = document.querySelector("[data-copied]");

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function tell(text) { if (status) { status.textContent = text; } }
  function done(what) { tell("已复制" + what + "。"); }
  function failed() { tell("没有复制成功，请选中文字，自己复制。"); }

  // 旧办法：选中一段，让浏览器复制。没有剪贴板接口或不给权限时用它。
  function copySelection(node, what) {
    var range = document.createRange();
    var selection = window.getSelection();
    range.selectNodeContents(node);
    selection.removeAllRanges();
    selection.addRange(range);
    var copied = false;
    try { copied = document.execCommand("copy"); } catch (error) { /* 下面说明 */ }
    selection.removeAllRanges();
    if (copied) { done(what); } else { failed(); }
  }
  function copyText(text, what) {
    function old() {
      var holder = document.createElement("div");
      holder.textContent = text;
      document.body.appendChild(holder);
      copySelection(holder, what);
      document.body.removeChild(holder);
    }
    if (!navigator.clipboard || !navigator.clipboard.writeText) { return old(); }
    navigator.clipboard.writeText(text).then(function () { done(what); }, old);
  }
  function copyRich(node) {
    var clean = node.cloneNode(true);
    all("[data-light]", clean).forEach(function (part) {
      part.setAttribute("style", part.getAttribute("data-light"));
      part.removeAttribute("data-light");
    });
    function old() {
      var was = isDark();
      if (was) { setDark(false); }
      copySelection(node, "正文");
      if (was) { setDark(true); }
    }
    if (!navigator.clipboard || !navigator.clipboard.write || !window.ClipboardItem) { return old(); }
    var item = new ClipboardItem({
      "text/html": new Blob([clean.innerHTML], { type: "text/html" }),
      "text/plain": new Blob([node.innerText], { type: "text/plain" })
    });
    navigator.clipboard.write([item]).then(function () { done("正文"); }, old);
  }

  // 微信的深色模式会自己换颜色，这里照它的样子：亮的变暗，暗的变亮，色相不变。
  var phone = document.getElementById("phone");
  function isDark() { return !!phone && phone.classList.contains("dark"); }
  function turned(color) {
    var parts = (color.match(/[\d.]+/g) || []).map(Number);
    var max = Math.max(parts[0], parts[1], parts[2]) / 255, min = Math.min(parts[0], parts[1], parts[2]) / 255;
    var light = (max + min) / 2, spread = max - min, hue = 0;
    var saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
    if (spread > 0) {
      var r = parts[0] / 255, g = parts[1] / 255, b = parts[2] / 255;
      hue = max === r ? ((g - b) / spread + 6) % 6 : max === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
    }
    var lightness = Math.max(10, Math.min(80, (1 - light) * 70 + 10));
    return "hsl(" + Math.round(hue * 60) + "," + Math.round(saturation * 70) + "%," + Math.round(lightness) + "%)";
  }
  function setDark(on) {
    phone.classList.toggle("dark", on);
    all("[style]", phone).forEach(function (part) {
      if (!on) {
        part.setAttribute("style", part.getAttribute("data-light"));
        part.removeAttribute("data-light");
        return;
      }
      part.setAttribute("data-light", part.getAttribute("style"));
      ["color", "backgroundColor", "borderColor"].forEach(function (name) {
        if (part.style[name]) { part.style[name] = turned(window.getComputedStyle(part)[name]); }
      });
    });
  }

  all("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { copyText(button.dataset.copy, "：" + button.dataset.copy); });
  });
  all("[data-copy-of]").forEach(function (button) {
    button.addEventListener("click", function () {
      copyText(document.getElementById(button.dataset.copyOf).textContent, button.textContent.replace("复制", ""));
    });
  });
  all("[data-copy-rich]").forEach(function (button) {
    button.addEventListener("click", function () { copyRich(document.getElementById(button.dataset.copyRich)); });
  });
  all("[data-dark]").forEach(function (button) {
    button.addEventListener("click", function () {
      setDark(!isDark());
      button.setAttribute("aria-pressed", String(isDark()));
    });
  });
  all("[data-buttons]").forEach(function (group) { group.hidden = false; });
})();
