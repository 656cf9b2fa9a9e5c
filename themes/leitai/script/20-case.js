// 阅读案例：跟随的目录、看大图、复制引文。没有脚本时，目录照样能点，图片链接到图片文件，引文可以自己选中复制。
(function () {
  "use strict";

  function each(list, action) { Array.prototype.forEach.call(list, action); }

  // 目录：宽屏展开，窄屏折叠；正在看的一节标出来。
  var contents = document.querySelector(".case > .contents");
  if (contents) {
    var details = contents.querySelector("details");
    var wide = window.matchMedia("(min-width: 62em)");
    var links = contents.querySelectorAll("a");
    var heads = [];
    var fit = function () { details.open = wide.matches; };
    if (wide.addEventListener) { wide.addEventListener("change", fit); }
    fit();
    each(links, function (link) {
      var head = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (head) { heads.push({ head: head, link: link }); }
    });
    var follow = function () {
      var current = null;
      heads.forEach(function (item) {
        if (item.head.getBoundingClientRect().top <= window.innerHeight / 3) { current = item.link; }
      });
      each(links, function (link) {
        if (link === current) { link.setAttribute("aria-current", "location"); } else { link.removeAttribute("aria-current"); }
      });
      // 目录自己很长时，让标出的一行留在看得见的地方。
      if (current && contents.scrollHeight > contents.clientHeight) {
        contents.scrollTop = current.offsetTop - contents.clientHeight / 2;
      }
    };
    if (window.IntersectionObserver) {
      var observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" });
      heads.forEach(function (item) { observer.observe(item.head); });
    }
  }

  // 大图：回车或点击打开，左右方向键和按钮换图，Esc 关闭，焦点回到原来的图。
  var pictures = document.querySelectorAll("a.picture");
  var viewer = document.createElement("dialog");
  if (pictures.length && viewer.showModal) {
    viewer.className = "viewer";
    viewer.setAttribute("aria-label", "看大图");
    viewer.innerHTML = '<div><button type="button" data-step="-1">← 上一张</button><button type="button" data-step="1">下一张 →</button>' +
      '<button type="button" value="close">关闭</button></div><img alt=""><p aria-live="polite"><b></b><span></span></p>';
    document.documentElement.classList.add("has-viewer");
    var image = viewer.querySelector("img");
    var close = viewer.querySelector("[value]");
    var place = 0;
    var opener = null;
    var show = function (step) {
      place = (place + step + pictures.length) % pictures.length;
      var link = pictures[place];
      var figure = link.closest("figure");
      var caption = figure && figure.querySelector("figcaption");
      var own = link.querySelector("img");
      image.src = link.href;
      image.alt = own ? own.alt : "";
      viewer.querySelector("b").textContent = pictures.length > 1 ? place + 1 + " / " + pictures.length : "";
      viewer.querySelector("span").textContent = caption ? caption.textContent : image.alt;
    };
    each(viewer.querySelectorAll("[data-step]"), function (button) {
      button.hidden = pictures.length < 2;
      button.addEventListener("click", function () { show(Number(button.dataset.step)); });
    });
    each(pictures, function (link, number) {
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) { return; }
        event.preventDefault();
        opener = link;
        place = number;
        show(0);
        if (!viewer.parentNode) { document.body.appendChild(viewer); }
        viewer.showModal();
        close.focus();
      });
    });
    close.addEventListener("click", function () { viewer.close(); });
    viewer.addEventListener("keydown", function (event) {
      if (event.key === "ArrowLeft") { show(-1); } else if (event.key === "ArrowRight") { show(1); }
    });
    viewer.addEventListener("close", function () { opener.focus(); });
  }

  // 引文：补上今天作引用日期；能用剪贴板就用，用不了就选中再复制。
  function two(number) { return (number < 10 ? "0" : "") + number; }
  var today = new Date();
  each(document.querySelectorAll("[data-accessed]"), function (slot) {
    slot.textContent = "[" + today.getFullYear() + "-" + two(today.getMonth() + 1) + "-" + two(today.getDate()) + "]";
  });
  // 网站不知道自己的网址时，读者在网上看到的网址就是它；从 U 盘打开的没有网址。
  each(document.querySelectorAll("[data-address]"), function (slot) {
    if (/^http/.test(location.protocol)) { slot.textContent = ". " + location.href.split("#")[0]; }
  });
  each(document.querySelectorAll("[data-copy-from]"), function (button) {
    var source = document.getElementById(button.dataset.copyFrom);
    var status = button.parentNode.querySelector("[role=status]");
    function say(done) { status.textContent = done ? "已复制" : "已选中，请按 Ctrl+C 复制"; }
    function select() {
      window.getSelection().selectAllChildren(source);
      var done = false;
      try { done = document.execCommand("copy"); } catch (error) { /* 留给读者自己按 */ }
      say(done);
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      status.textContent = "";
      if (!navigator.clipboard) { select(); return; }
      navigator.clipboard.writeText(source.textContent).then(function () { say(true); }, select);
    });
  });
})();
