// The buttons of the packages for platforms, from a folder and from a server: what is copied is what an editor gets.

import assert from "node:assert/strict";
import path from "node:path";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { inTab as inTabOf, startBrowser } from "./browser.mjs";
import { serve } from "./server.mjs";

const folder = path.resolve(process.env.SITE ?? "../../output");
const PACKAGE = "platforms/xx-fabu/qinghe-yishiting/";
const article = JSON.parse(readFileSync(path.join(folder, PACKAGE, "article.json"), "utf8"));

let browser, server;
before(async () => {
  browser = await startBrowser();
  server = await serve(folder, "/archive/");
});
after(async () => {
  await browser?.close();
  await server?.close();
});
const inTab = (check, options) => inTabOf(browser, check, options);

/** What Ctrl+V puts into an editor on the page, as HTML and as text. */
async function pasted(tab) {
  await tab.evaluate(() => {
    const editor = document.createElement("div");
    editor.id = "editor";
    editor.contentEditable = "true";
    document.body.appendChild(editor);
    editor.focus();
  });
  await tab.keyboard.press("Control+V");
  return tab.evaluate(() => {
    const editor = document.getElementById("editor");
    return { html: editor.innerHTML, text: editor.textContent };
  });
}
const status = (tab, text) => tab.waitForFunction((wanted) => document.querySelector("[data-copied]").textContent.includes(wanted), text);
const squeezed = (text) => text.replace(/\s/g, "");

for (const [where, address] of [
  ["a folder", () => pathToFileURL(folder).href + "/"],
  ["a server", () => `${server.origin}/archive/`],
]) {
  test(`the article is copied as rich text from ${where}`, () =>
    inTab(async (tab) => {
      await tab.goto(`${address()}${PACKAGE}preview.html`);
      await tab.getByRole("button", { name: "复制正文" }).click();
      await status(tab, "已复制正文");
      const words = await tab.locator("#article").textContent();
      const { html, text } = await pasted(tab);
      assert.equal(squeezed(text), squeezed(words));
      assert.match(html, /<table/);
      assert.match(html, /color: ?(rgb\(179, 25, 31\)|#b3191f)/);
    }));

  test(`the article is copied in its own colours while it is shown dark, from ${where}`, () =>
    inTab(async (tab) => {
      await tab.goto(`${address()}${PACKAGE}preview.html`);
      const button = tab.getByRole("button", { name: "深色预览" });
      await button.click();
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      assert.equal(await tab.locator("#phone").evaluate((phone) => getComputedStyle(phone).backgroundColor), "rgb(25, 25, 25)");
      assert.notEqual(await tab.locator("#article p").first().evaluate((p) => p.style.color), "rgb(51, 51, 51)");
      await tab.getByRole("button", { name: "复制正文" }).click();
      await status(tab, "已复制正文");
      assert.match((await pasted(tab)).html, /color: ?(rgb\(51, 51, 51\)|#333333)/);
      await button.click();
      assert.equal(await tab.locator("#article").innerHTML(), article.content.replaceAll("&quot;", '"').replaceAll("&apos;", "'"));
    }));

  test(`title and digest are copied from the list, from ${where}`, () =>
    inTab(async (tab) => {
      await tab.goto(`${address()}platforms/index.html`);
      const row = tab.locator(`[data-package="qinghe-yishiting"]`).first();
      await row.getByRole("button", { name: "复制标题" }).click();
      await status(tab, article.title);
      assert.equal((await pasted(tab)).text.trim(), article.title);
    }));
}

test("the page of the data leads editors to the packages", () =>
  inTab(async (tab) => {
    await tab.goto(pathToFileURL(path.join(folder, "index.html")).href);
    assert.equal(await tab.getByRole("link", { name: "稿件包" }).count(), 0, "the public has no use for them");
    await tab.locator("footer").getByRole("link", { name: "数据下载" }).click();
    await tab.locator("main").getByRole("link", { name: "稿件包" }).click();
    await tab.locator("h1", { hasText: "稿件包" }).waitFor();
  }));
