// `leitai serve` in a real browser: what the reader sees while a file is being written. `LEITAI` names the program.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { inTab as inTabOf, startBrowser } from "./browser.mjs";

const PROGRAM = path.resolve(process.env.LEITAI ?? "../../target/release/leitai");
const CASE = "content/cases/2026/示例案例.md";

let browser, folder, process_, site;
before(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(path.join(tmpdir(), "serve-"));
  execFileSync(PROGRAM, ["init", folder]);
  process_ = spawn(PROGRAM, ["serve", "--root", folder, "--port", "0", "--follow", "--today", "2026-12-01"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface({ input: process_.stdout })) {
    site = line.match(/^预览：(http:\S+?)，/)?.[1];
    if (site) break;
  }
  process_.stdout.resume();
});
after(async () => {
  process_?.kill();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
const inTab = (check, options) => inTabOf(browser, check, options);
const read = (file) => readFileSync(path.join(folder, file), "utf8");
const save = (file, text) => {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
};
/** The case's own page, found as a reader does. */
async function openCase(tab) {
  await tab.goto(`${site}cases/index.html`);
  await tab.locator("[data-case] a").first().click();
  await tab.locator("h1").waitFor();
}
const heading = (tab, text) => tab.waitForFunction((wanted) => document.querySelector("h1")?.textContent === wanted, text);

test("a saved title is on the open page by itself", () =>
  inTab(async (tab) => {
    const text = read(CASE);
    await openCase(tab);
    const old = await tab.locator("h1").textContent();
    save(CASE, text.replace(/^title: .*$/m, "title: 刚刚改过的标题"));
    await heading(tab, "刚刚改过的标题");
    save(CASE, text);
    await heading(tab, old);
  }));

test("an error lies over the last good page, is text, can be closed, and goes when it is mended", () =>
  inTab(async (tab) => {
    const text = read(CASE);
    await openCase(tab);
    const old = await tab.locator("h1").textContent();
    const sheet = tab.locator("#leitai-errors");
    save(CASE, text.replace(/^title: /m, "titel: <img src=x onerror=document.title='坏'> "));
    await sheet.waitFor();
    const told = await sheet.textContent();
    for (const part of ["1 个错误", "content/cases/2026/示例案例.md:2:1", "titel: <img src=x", "是不是想写「title」"]) assert.ok(told.includes(part), told);
    assert.equal(await sheet.locator("img").count(), 0);
    assert.equal(await tab.locator("h1").textContent(), old);
    await sheet.getByRole("button", { name: "关闭" }).click();
    assert.equal(await sheet.count(), 0);
    save(CASE, text.replace(/^unit: .*$/m, "unit: 没有的乡/没有的村\nunitt: 又一个"));
    await sheet.waitFor();
    save(CASE, text);
    await sheet.waitFor({ state: "detached" });
  }));

test("a style sheet is exchanged without loading the page again", () =>
  inTab(async (tab) => {
    await openCase(tab);
    await tab.evaluate(() => (window.isStillHere = true));
    save("themes/leitai/style/99-own.css", "h1 { color: rgb(1, 2, 3) }\n");
    await tab.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
    assert.equal(await tab.evaluate(() => window.isStillHere), true);
  }));

test("with --follow the browser goes to the case that was saved", () =>
  inTab(async (tab) => {
    await tab.goto(site);
    await tab.waitForFunction(() => performance.getEntriesByType("resource").some((entry) => entry.name.endsWith("/__leitai/preview.css")));
    save(CASE, read(CASE).replace(/^title: .*$/m, "title: 跟着走"));
    await tab.waitForURL(/\/cases\/[^/]+\.html$/);
    await heading(tab, "跟着走");
  }));

test("a page that is not there yet appears when it is written", () =>
  inTab(async (tab) => {
    await tab.goto(`${site}pages/hao-xiao-xi.html`);
    assert.equal(await tab.locator("h1").textContent(), "没有这个页面");
    save("content/pages/好消息.md", "---\ntitle: 好消息\n---\n来了。\n");
    await heading(tab, "好消息");
  }, { mayFail: true }));
