// The checks themselves, on two sites of a few hand-written pages: one keeps every fact, the other breaks each.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { startBrowser } from "./browser.mjs";
import { crawl, FACTS } from "./crawl.mjs";

const STYLE = `
:root { color-scheme: light dark; background: #fff; color: #222; }
body { margin: 1rem; }
a { color: #8b1118; }
a:focus-visible, input:focus-visible { outline: 3px solid #8b1118; }
.skip:not(:focus) { position: absolute; left: -99rem; }
@media (prefers-color-scheme: dark) { :root { background: #111; color: #eee; } a { color: #ffb3b0; } }
`;

const page = ({ up, main, head = "", html = 'lang="zh-CN"', skip = '<a class="skip" href="#main">跳到正文</a>', title = "案例档案" }) => `<!doctype html>
<html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="stylesheet" href="${up}assets/site.css">${head}</head>
<body>${skip}<header><a href="${up}index.html">首页</a> <a href="${up}cases/index.html">案例</a>
<form action="${up}search.html"><input name="q" aria-label="搜索"></form></header>
<main id="main" tabindex="-1">${main}</main></body></html>`;

const GOOD = {
  "assets/site.css": STYLE,
  "index.html": page({ up: "", main: '<h1>首页</h1><p><a href="cases/index.html#list">案例</a> <a href="https://example.org/">外站</a>' }),
  "search.html": page({ up: "", main: "<h1>搜索</h1>" }),
  "cases/index.html": page({ up: "../", main: '<h1>案例</h1><ul id="list"><li data-case="a"><a href="a.html">甲</a></ul>' }),
  "cases/a.html": page({ up: "../", main: '<h1>甲</h1><p>正文。<a href="index.html">返回</a>' }),
};

const BAD = {
  ...GOOD,
  "index.html": page({
    up: "",
    main: `<h1>首页</h1>${["cases/a.html", "heading.html", "language.html", "wide.html", "faint.html", "night.html"].map((file) => `<a href="${file}">页</a>`).join(" ")}
      <a href="network.html">页</a> <a href="skip.html">页</a> <a href="keyboard.html">页</a> <a href="error.html">页</a> <a href="dead-skip.html">页</a> <a href="opens.html">页</a>`,
  }),
  "cases/a.html": page({
    up: "../",
    main: `<h1>甲</h1><a href="/index.html">根</a> <a href="./">夹</a> <a href="b.html">无</a> <a href="../index.html#none">锚</a>
      <a href="../../x.html">外</a> <a href="javascript:0">码</a> <a href="https://example.org/">外站</a><!-- ${"重".repeat(21_000)} -->`,
  }),
  "heading.html": page({ up: "", main: "<h1>一</h1><h1>二</h1>" }),
  "language.html": page({ up: "", html: 'lang="en"', title: "", main: "<h1>语</h1>" }),
  "wide.html": page({ up: "", main: '<h1>宽</h1><div style="width: 340px">宽</div>' }),
  "faint.html": page({ up: "", main: '<h1>浅</h1><p style="color: #999">浅字</p>' }),
  "night.html": page({ up: "", main: '<h1>夜</h1><p style="color: #222">夜里看不见</p>' }),
  "network.html": page({ up: "", main: '<h1>网</h1><img src="https://example.invalid/a.png" alt=""><img src="none.png" alt="">' }),
  "skip.html": page({ up: "", skip: "", main: "<h1>跳</h1>" }),
  "keyboard.html": page({ up: "", head: "<style>header a:focus-visible { outline: none }</style>", main: "<h1>键</h1>" }),
  "error.html": page({ up: "", head: "<script>throw new Error('坏')</script>", main: "<h1>错</h1>" }),
  "dead-skip.html": page({ up: "", head: '<script>addEventListener("click", (e) => e.preventDefault())</script>', main: '<h1>跳</h1><a href="index.html">回</a>' }),
  "opens.html": page({ up: "", head: "<script>location.href = 'none.html'</script>", main: "<h1>走</h1>" }),
};

/** What each fact must say of the bad site, besides what else it may say. */
const EXPECTED = {
  opens: ["opens.html: "],
  heading: ["heading.html: 2 h1"],
  language: ["language.html: lang is “en”"],
  title: ["language.html: the title is empty"],
  console: ["error.html: 坏"],
  request: ["network.html: asks for https://example.invalid/a.png", "network.html: an image does not show: none.png"],
  address: [
    "cases/a.html: <a> is not relative: /index.html",
    "cases/a.html: <a> does not end in a file name: ./",
    "cases/a.html: <a> leads to no file: b.html",
    "cases/a.html: <a> has no such anchor: ../index.html#none",
    "cases/a.html: <a> leads out of the site: ../../x.html",
    "cases/a.html: <a> is not relative: javascript:0",
    "network.html: <img> is not relative: https://example.invalid/a.png",
  ],
  overflow: ["wide.html: 36 px wider than 320 px: div"],
  skip: ["skip.html: the first link is not a skip link", "skip.html: the first Tab leads to <a> 首页", "dead-skip.html: after the skip link, Tab is still at <a> 首页"],
  contrast: ["faint.html: light: 2.85 : 1 <p> 浅字", "night.html: dark: 1.19 : 1 <p> 夜里看不见"],
  weight: ["cases/a.html: 62.6 KB with its style sheets and scripts"],
  keyboard: ["keyboard.html: focus cannot be seen at 1280 px: <a> 案例"],
};

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

test("a site that keeps every fact has no fault", async () => {
  const { faults, kinds } = await look(GOOD);
  assert.deepEqual(Object.values(faults).flat(), []);
  assert.deepEqual([...kinds.keys()].sort(), ["case", "cases/index", "index", "search"]);
});

test("a site that breaks each fact has every fault found, and no other page blamed", async () => {
  const { faults } = await look(BAD);
  for (const [fact, expected] of Object.entries(EXPECTED))
    for (const fault of expected) assert.ok(faults[fact].some((text) => text.startsWith(fault)), `${fact}: no “${fault}” in\n${faults[fact].join("\n")}`);
  const blamed = new Set(Object.values(faults).flat().map((fault) => fault.split(":", 1)[0]));
  for (const good of ["search.html", "cases/index.html", "index.html"]) assert.ok(!blamed.has(good), `${good} is blamed`);
  assert.deepEqual(Object.keys(EXPECTED), Object.keys(FACTS));
});

/** Crawls a site given as a table of its files. */
async function look(files) {
  const folder = mkdtempSync(path.join(tmpdir(), "leitai-checks-"));
  try {
    for (const [route, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, route)), { recursive: true });
      writeFileSync(path.join(folder, route), text);
    }
    return await crawl(browser, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
