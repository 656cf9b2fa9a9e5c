// The search where something is wrong: files missing, damaged or of another build, readers faster than the network,
// texts that are nearly alike.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before, describe, test } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inTab as inTabOf, startBrowser } from "./browser.mjs";
import { answered, open, query, shown, state, STATUS } from "./search.mjs";
import { serve } from "./server.mjs";
import { facetsOf, readCases } from "./truth.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const PROGRAM = process.env.LEITAI ?? "../../target/release/leitai";
const PREFIX = "/a/b/";
const cases = readCases(SITE);
const having = (word) => cases.filter(({ text }) => text.includes(word)).map(({ slug }) => slug).sort();

let browser, server, http;
before(async () => {
  browser = await startBrowser();
  server = await serve(SITE, PREFIX);
  http = `${server.origin}${PREFIX}search.html`;
});
after(async () => {
  await browser?.close();
  await server?.close();
});
const inTab = (check, options) => inTabOf(browser, check, options);

describe("files that are missing or damaged", () => {
  let folder;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "search-"));
    cpSync(SITE, folder, { recursive: true });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const files = (start) => readdirSync(path.join(SITE, "search")).filter((name) => name.startsWith(start)).map((name) => path.join("search", name));

  const harms = {
    "a document file is gone": [() => files("d").filter((_, i) => i % 2), (file) => rmSync(file)],
    "the facets are cut short": [() => files("facet"), (file) => truncateSync(file, 40)],
    "terms are changed": [() => files("t"), (file) => writeFileSync(file, readFileSync(file, "latin1").replace(/[a-z]/gi, "q"), "latin1")],
    "document files are those of others": [() => files("d").filter((name) => /d\d\d\./.test(name)), (file) => cpSync(path.join(SITE, "search/d10.js"), file)],
    "the manifest is gone": [() => files("manifest"), (file) => rmSync(file)],
  };
  for (const [name, [which, harm]] of Object.entries(harms)) {
    for (const way of ["http", "file"]) {
      test(`${name}, over ${way}: the page says so`, () =>
        inTab(async (tab) => {
          const hurt = which();
          assert.ok(hurt.length > 0);
          for (const file of hurt) harm(path.join(folder, file));
          const local = await serve(folder, PREFIX);
          try {
            const page = way === "http" ? `${local.origin}${PREFIX}search.html` : pathToFileURL(path.join(folder, "search.html")).href;
            await tab.goto(`${page}?q=${encodeURIComponent("村")}`);
            await tab.locator("[data-status], [data-notes]", { hasText: "搜索数据没有读到" }).first().waitFor();
            if (name.startsWith("a document")) assert.ok((await shown(tab)).slugs.length > 0);
          } finally {
            await local.close();
            for (const file of hurt) cpSync(path.join(SITE, file), path.join(folder, file));
          }
          // A script that is no script is reported by the browser itself.
        }, { mayFail: way === "file" }));
    }
  }
});

test("a newer query leaves nothing of an older one", () =>
  inTab(async (tab, context) => {
    await open(tab, http);
    await context.route(/search\/t/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue().catch(() => {});
    });
    const box = tab.locator("input[name=q]");
    const aborted = [];
    tab.on("requestfailed", (request) => aborted.push(request.url()));
    for (const text of ["红绳", "红绳量", "捐工", "巷子"]) {
      await box.fill(text);
      await tab.waitForTimeout(170);
    }
    await tab.waitForFunction(() => location.search.includes(encodeURIComponent("巷子")));
    await answered(tab);
    await tab.waitForTimeout(700);
    assert.deepEqual((await shown(tab)).slugs, having("巷子").slice(0, 20));
    assert.ok(aborted.length > 0, "no request was cancelled");
    assert.match(await tab.locator(STATUS).textContent(), new RegExp(`共 ${having("巷子").length} 件案例`));
  }));

test("a click before a newer query is answered keeps that query", () =>
  inTab(async (tab, context) => {
    await open(tab, http, { q: "村" });
    await context.route(/search\/[td]/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue().catch(() => {});
    });
    await query(tab, "巷子", { waits: false });
    await tab.evaluate(() => document.querySelectorAll("[data-sort] a")[1].click());
    await answered(tab);
    assert.deepEqual(state(tab), { q: "巷子", sort: "date" });
    assert.deepEqual((await shown(tab)).slugs, having("巷子"));
  }));

test("a choice right after a keystroke is made for what was typed, and nothing follows later", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "村" });
    await tab.evaluate(() => {
      const box = document.querySelector("input[name=q]");
      for (const text of ["社", "社区"]) {
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
      document.querySelector('[data-facet="dimension"][data-value="乡村治理"]').click();
    });
    await tab.waitForTimeout(400);
    await answered(tab);
    assert.deepEqual(state(tab), { q: "社区", dimension: "乡村治理" });
    assert.equal(await tab.locator("input[name=q]").inputValue(), "社区");
    assert.equal((await shown(tab)).count, facetsOf(cases, { q: "社区", dimension: "乡村治理" }).count);
    await tab.evaluate(() => {
      const box = document.querySelector("input[name=q]");
      box.value = "社区里";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      box.value = "社区里的";
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      history.back();
    });
    await tab.waitForTimeout(400);
    await answered(tab);
    assert.equal(await tab.locator("input[name=q]").inputValue(), state(tab).q);
  }));

test("an order that every object has a word for is unknown like others", () =>
  inTab(async (tab) => {
    for (const sort of ["constructor", "__proto__", "toString"]) {
      await open(tab, http, { q: "村", sort });
      await tab.locator("[data-notes]", { hasText: "没有这种排序" }).waitFor();
      assert.equal(await tab.locator("[data-sort] [aria-current]").textContent(), "相关");
    }
  }));

describe("texts that are nearly alike", () => {
  // So many that the texts are packed after a common one.
  const MANY = 2600;
  let folder, local;
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "alike-"));
    const write = (name, text) => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    };
    write("content/site.yaml", "name: 甲\norganization: 甲\ndistrict: 甲区\nsections: []\n");
    write("content/competitions/2026Q3.md", "---\nid: 2026Q3\npublished: 2026-10-15\n---\n");
    for (let i = 0; i < MANY; i += 1) {
      const body = i ? "甲乙丙丁戊。乙丙丁戊己。丙丁，丁丙丙。" : "甲乙丙丁戊己。";
      write(`content/cases/c${i}.md`, `---\ntitle: 第${i}篇\nunit: 甲镇\ndimension: 乡村治理\ncompetition: 2026Q3\ndate: 2026-10-${i ? 20 : 16}\n---\n\n${body}\n`);
    }
    execFileSync(path.resolve(PROGRAM), ["build", "--root", folder, "--today", "2026-12-01"], { stdio: "ignore" });
    local = await serve(path.join(folder, "output"), PREFIX);
  });
  after(async () => {
    await local?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = () => `${local.origin}${PREFIX}search.html`;

  test("the one that has all of a string is found behind all that have its parts", () =>
    inTab(async (tab) => {
      for (const sort of ["", "date"]) {
        await open(tab, page(), { q: "甲乙丙丁戊己", sort });
        assert.deepEqual(await shown(tab), { count: 1, order: ["c0"], slugs: ["c0"] });
      }
    }));

  test("of a string that is nowhere though its pairs are everywhere, few documents are looked at", () =>
    inTab(async (tab) => {
      const asked = new Set();
      tab.on("request", (request) => /search\/d\d/.test(request.url()) && asked.add(request.url()));
      await open(tab, page(), { q: "丁丙丁" });
      assert.equal((await shown(tab)).count, 0);
      assert.ok(asked.size < 100, `${asked.size} files`);
    }));

  for (const [way, mayFail] of [["http", false], ["file", true]]) {
    const address = () => (way === "http" ? page() : pathToFileURL(path.join(folder, "output/search.html")).href);

    test(`what is found in files packed after a common text is shown by ${way}`, () =>
      inTab(async (tab) => {
        await open(tab, address(), { q: "第1234篇" });
        assert.deepEqual(await shown(tab), { count: 1, order: ["c1234"], slugs: ["c1234"] });
      }));

    for (const [name, words] of [["common", ["第1234篇", "第1235篇"]], ["fold", ["第1234篇 甲鎮", "第1235篇 甲鎮"]]]) {
      test(`without the file “${name}”, by ${way}, readers are told at each query until it is there`, () =>
        inTab(async (tab) => {
          const file = path.join(folder, `output/search/${name}.js`), whole = readFileSync(file);
          const told = () => tab.locator("[data-status], [data-notes]", { hasText: "搜索数据没有读到" }).first().waitFor();
          truncateSync(file, 40);
          try {
            await tab.goto(`${address()}?q=${encodeURIComponent(words[0])}`);
            await told();
            await query(tab, words[1]);
            await told();
          } finally {
            writeFileSync(file, whole);
          }
          await query(tab, words[0]);
          assert.deepEqual((await shown(tab)).slugs, ["c1234"]);
        }, { mayFail }));
    }
  }
});
