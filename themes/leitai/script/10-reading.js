// 小改进：没有这个文件，网站照样完整。用普通脚本，双击打开的页面也能运行。
(function () {
  "use strict";

  // 打印时展开所有折叠的内容，印完复原。
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });

  // 从别的页面跳到折叠内容里的位置时，先展开它。
  function reveal() {
    var name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (error) { /* 不成字的地址照原样找 */ }
    var target = name && document.getElementById(name);
    var details = target && target.closest("details:not([open])");
    if (details) { details.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  // 放得下的表格不必停留键盘焦点。
  function measure() {
    document.querySelectorAll(".scroll").forEach(function (region) {
      if (region.scrollWidth > region.clientWidth + 1) { region.tabIndex = 0; } else { region.removeAttribute("tabindex"); }
    });
  }
  window.addEventListener("resize", measure);
  measure();

  // 按“/”到搜索框，正在别处打字时除外。
  document.addEventListener("keydown", function (event) {
    var box = document.querySelector("main input[name=q], input[name=q]");
    if (!box || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    if (event.target.closest("input, textarea, select, [contenteditable]")) { return; }
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
