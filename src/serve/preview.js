// 预览：网站一变，打开着的网页跟着变。只在 leitai serve 里有，不会发布出去。
(function () {
  "use strict";
  var script = document.currentScript.dataset;
  var seen = Number(script.build), tag = script.tag, closed = "", sheet = null, source = null;
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

  // 图片来了，垫着的颜色就撤去。
  function bare(image) { if (image.tagName === "IMG" && image.complete) { image.style.backgroundColor = "transparent"; } }
  document.addEventListener("load", function (event) { bare(event.target); }, true);
  Array.prototype.forEach.call(document.images, bare);

  function restyle(to) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (link) {
      var from = link.getAttribute("href"), now = from.replace(/assets\/style\.[^\/]*$/, to);
      if (now !== from) { link.setAttribute("href", now); }
    });
  }

  function hear(event) {
    var news = JSON.parse(event.data);
    lay(news.errors);
    if (news.build === seen) { return; }
    seen = news.build;
    if (news.follow && news.follow !== own) { location.href = "/" + news.follow; return; }
    if (isBroken) { location.reload(); return; }
    if (news.style) { restyle(news.style); }
    // 自己这一页还是不是原来的样子，一问便知。
    fetch(location.pathname, { headers: { "If-None-Match": tag }, cache: "no-store" }).then(function (answer) {
      if (answer.status !== 304) { location.reload(); }
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
    // 人满了：过一会儿再来。
    source.addEventListener("error", function () {
      if (source && source.readyState === EventSource.CLOSED) { source = null; setTimeout(listen, 5000); }
    });
  }
  document.addEventListener("visibilitychange", listen);
  listen();
})();
