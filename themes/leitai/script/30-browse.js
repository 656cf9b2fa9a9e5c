// 列表页：条件和排序改为通向搜索页，带上本页自己的条件，于是可以一个一个地加。没有脚本时，每个条件照样通向它自己的一页。
(function () {
  "use strict";
  var box = document.querySelector("[data-narrow]");
  var fold = document.querySelector("[data-facets-fold]");
  var wide = window.matchMedia("(min-width: 62em)");

  function address(field, value) {
    var own = box.dataset.own ? box.dataset.own + "=" + encodeURIComponent(box.dataset.ownValue) + "&" : "";
    return box.dataset.narrow + "?" + own + field + "=" + encodeURIComponent(value);
  }
  if (box) {
    box.querySelectorAll("[data-is]").forEach(function (link) {
      link.href = address(link.dataset.by, link.dataset.is);
      link.querySelector(".count").textContent = link.dataset.within;
    });
    box.querySelectorAll("[data-hint]").forEach(function (hint) { hint.textContent = hint.dataset.hint; });
    box.querySelectorAll("[data-sorts]").forEach(function (line) {
      line.hidden = false;
      line.querySelectorAll("a").forEach(function (link) { link.href = address("sort", link.dataset.by); });
    });
  }

  // 宽屏上条件一直开着，窄屏上收起。
  function settle() { fold.open = wide.matches; }
  if (fold) {
    settle();
    if (wide.addEventListener) { wide.addEventListener("change", settle); }
  }
})();
