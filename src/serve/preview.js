// 预览：网站一变，打开着的网页跟着变。只在 leitai serve 里有，不会发布出去。
(function () {
  "use strict";
  var seen = Number(document.currentScript.dataset.build), closed = "", sheet = null, source = null;
  var own = decodeURIComponent(location.pathname).replace(/^\//, "").replace(/(^|\/)$/, "$1index.html");

  function make(tag, text, parts) {
    var e = document.createElement(tag);
    if (text) { e.textContent = text; }
    (parts || []).forEach(function (part) { e.appendChild(part); });
    return e;
  }

  // 错误盖在上一次生成的网页上面，可以关掉，改好了就自己消失。还没有网页的那一篇，错误就写在网页的位置上。
  var isBroken = document.body.hasAttribute("data-leitai-broken");
  function lay(errors) {
    if (isBroken) { return; }
    if (sheet) { sheet.remove(); sheet = null; }
    if (!errors.length || closed === errors.join("\n")) { return; }
    var close = make("button", "关闭");
    close.type = "button";
    close.addEventListener("click", function () {
      closed = errors.join("\n");
      sheet.remove();
      sheet = null;
    });
    var title = make("h2", "内容有 " + errors.length + " 个错误，下面仍是改动以前的网站");
    sheet = make("section", "", [make("header", "", [title, close])].concat(errors.map(function (error) { return make("pre", error); })));
    sheet.id = "leitai-errors";
    sheet.setAttribute("role", "alert");
    document.body.appendChild(sheet);
  }

  function restyle(from, to) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (link) {
      link.setAttribute("href", link.getAttribute("href").replace(from, to));
    });
  }

  function hear(event) {
    var news = JSON.parse(event.data), isNext = news.build === seen + 1;
    lay(news.errors);
    if (news.build === seen) { return; }
    seen = news.build;
    if (news.follow && news.follow !== own) { location.href = "/" + news.follow; return; }
    if (isBroken) { location.reload(); return; }
    if (isNext && news.restyled) { restyle(news.restyled[0], news.restyled[1]); return; }
    if (!isNext || !news.changed && !news.errors.length || news.changed && isMine(news.changed)) { location.reload(); }
  }
  // 找不到的页面，网站有任何变化都再试一次。
  function isMine(changed) {
    var isMissing = document.querySelector('base[href="/"]') || !document.querySelector("main");
    var folder = own.replace(/\.html$/, "/");
    return isMissing && changed.length || changed.some(function (route) {
      return route === own || route.indexOf("assets/") === 0 || route.indexOf(folder) === 0 || isShown(route);
    });
  }
  // 照片做好以前，网页上是同样大小的一块颜色。
  function isShown(route) {
    return route.indexOf("images/") === 0 && Array.from(document.images).some(function (image) {
      return (image.src + " " + image.srcset).indexOf(route) >= 0;
    });
  }

  var link = make("link");
  link.rel = "stylesheet";
  link.href = "/__leitai/preview.css";
  document.head.appendChild(link);

  // 浏览器对一个网站同时只开几条线路，看不见的网页把自己的让出来。
  function listen() {
    if (source) { source.close(); source = null; }
    if (document.hidden) { return; }
    source = new EventSource("/__leitai/events");
    source.addEventListener("message", hear);
  }
  document.addEventListener("visibilitychange", listen);
  listen();
})();
