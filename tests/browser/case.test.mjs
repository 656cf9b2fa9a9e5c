// The page of a case in a real browser: contents that follow, pictures, citations, print; with and without scripts, from
// a server and from disk. `LEITAI` names the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inTab as inTabOf, startBrowser } from "./browser.mjs";
import { serve } from "./server.mjs";

const LEITAI = path.resolve(process.env.LEITAI ?? "../../target/release/leitai");
const PREFIX = "/a/b/";
const ADDRESS = "https://www.example.invalid/leitai/cases/a.html";

// The width tells them apart: it stands in the address.
const picture = (colour, width) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="500"><rect width="800" height="500" fill="${colour}"/></svg>`;
const section = (title) => `## ${title}\n\n${`${title}写在这里。`.repeat(120)}\n\n`;
const FILES = {
  "content/site.yaml": "name: 甲区擂台\norganization: 甲区委组织部\nbase_url: https://www.example.invalid/leitai/\n",
  "content/competitions/2026Q2.md": "---\ntitle: 第二季度\npublished: 2026-07-10\n---\n",
  "content/cases/a.md":
    "---\ntitle: 甲案例\ndimension: 乡村治理\nunit: 湖东街道/青禾社区\ncompetition: 2026Q2\nresult: 观摩点\ncover: cover.svg\n---\n" +
    `${section("主要做法")}![田间](one.svg)\n\n![](two.svg)\n\n${section("工作亮点")}见[清单](清单.csv)和[报道](https://www.example.org/a)。\n\n${section("取得成效")}`,
  "content/cases/清单.csv": "甲,乙\n1,2\n",
  "content/cases/cover.svg": picture("#a33", 800),
  "content/cases/one.svg": picture("#3a3", 810),
  "content/cases/two.svg": picture("#33a", 820),
};

let browser, server, root, pages;
before(async () => {
  root = mkdtempSync(path.join(tmpdir(), "leitai-case-"));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  execFileSync(LEITAI, ["build", "--root", root, "--today", "2026-12-01"], { stdio: "ignore" });
  browser = await startBrowser();
  server = await serve(path.join(root, "output"), PREFIX);
  pages = {
    http: `${server.origin}${PREFIX}cases/a.html`,
    file: pathToFileURL(path.join(root, "output/cases/a.html")).href,
  };
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(root, { recursive: true });
});

const inTab = (check, options) => inTabOf(browser, check, options);
const viewer = (tab) => tab.locator("dialog.viewer");
const focused = (tab) => tab.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.textContent);

for (const way of ["http", "file"]) {
  describe(`over ${way}`, () => {
    test("Enter opens a picture, arrows and buttons go on, Escape gives the focus back", () =>
      inTab(async (tab) => {
        await tab.goto(pages[way]);
        await tab.locator("a.picture").nth(1).focus();
        await tab.keyboard.press("Enter");
        assert.ok(await viewer(tab).isVisible());
        assert.equal(await viewer(tab).locator("p").innerText(), "2 / 3田间");
        assert.equal(await focused(tab), "关闭");
        await tab.keyboard.press("ArrowRight");
        assert.equal(await viewer(tab).locator("b").innerText(), "3 / 3");
        assert.match(await viewer(tab).locator("img").getAttribute("src"), /-820\.svg$/);
        await tab.keyboard.press("ArrowRight");
        assert.equal(await viewer(tab).locator("b").innerText(), "1 / 3");
        await tab.getByRole("button", { name: "上一张" }).click();
        assert.equal(await viewer(tab).locator("b").innerText(), "3 / 3");
        await tab.keyboard.press("ArrowLeft");
        await tab.keyboard.press("Escape");
        assert.ok(!(await viewer(tab).isVisible()));
        assert.match(await focused(tab), /-810\.svg/);
      }));

    test("a citation is copied with the day of access, and that is said", () =>
      inTab(async (tab, context) => {
        if (way === "http") await context.grantPermissions(["clipboard-read", "clipboard-write"]);
        await tab.goto(pages[way]);
        const day = /\[\d{4}-\d\d-\d\d\]/;
        assert.match(await tab.locator("#page--cite-national").innerText(), day);
        await tab.getByRole("button", { name: /复制.*国标/ }).click();
        const said = tab.locator(".cite [role=status]").first();
        await tab.waitForFunction((node) => node.textContent !== "", await said.elementHandle());
        assert.equal(await said.innerText(), "已复制");
        if (way !== "http") return;
        const text = await tab.evaluate(() => navigator.clipboard.readText());
        assert.ok(text.startsWith("湖东街道青禾社区. 甲案例[EB/OL]. 甲区委组织部, 2026(2026-07-10)["), text);
        assert.ok(text.endsWith(`]. ${ADDRESS}.`), text);
      }));

    test("without a clipboard a citation is selected and copied in the old way", () =>
      inTab(async (tab) => {
        await tab.addInitScript(() => {
          Object.defineProperty(navigator, "clipboard", { value: undefined });
          document.execCommand = (command) => (window.done = `${command} ${getSelection()}`) && true;
        });
        await tab.goto(pages[way]);
        await tab.getByRole("button", { name: /复制.*BibTeX/ }).click();
        assert.equal(await tab.locator(".cite [role=status]").nth(1).innerText(), "已复制");
        assert.match(await tab.evaluate(() => window.done), /^copy @misc\{a,/);
      }));

    test("the contents follow the reader on a wide screen", () =>
      inTab(async (tab) => {
        await tab.goto(pages[way]);
        const current = tab.locator(".contents [aria-current]");
        for (const [id, name] of [["工作亮点", "工作亮点"], ["page--history", "参赛记录"], ["主要做法", "主要做法"]]) {
          await tab.evaluate((to) => document.getElementById(to).scrollIntoView({ behavior: "instant" }), id);
          await tab.waitForFunction((text) => document.querySelector(".contents [aria-current]")?.textContent === text, name);
          assert.equal(await current.count(), 1);
        }
        const box = await tab.locator(".case > .contents").boundingBox();
        assert.ok(box.y >= 0 && box.y < 900, `the contents stand at ${box.y}`);
      }));
  });
}

test("on a phone the contents are folded, and lead where they say", () =>
  inTab(
    async (tab) => {
      await tab.goto(pages.file);
      const link = tab.locator(".contents a", { hasText: "取得成效" });
      assert.ok(!(await link.isVisible()));
      await tab.locator(".contents summary").click();
      await link.click();
      await tab.waitForFunction(() => Math.abs(document.getElementById("取得成效").getBoundingClientRect().top) < 100);
    },
    { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" },
  ));

test("without scripts pictures lead to their files, buttons are not there, contents can be used", () =>
  inTab(
    async (tab) => {
      await tab.goto(pages.http);
      assert.equal(await tab.getByRole("button", { name: "复制" }).count(), 0);
      assert.ok(await tab.locator(".contents a").first().isVisible());
      await tab.locator("a.picture").first().click();
      await tab.waitForURL(/images\/[0-9a-f]+-\d+\.svg$/);
    },
    { javaScriptEnabled: false },
  ));

test("attachments are listed with kind and size, pictures are not", () =>
  inTab(async (tab) => {
    await tab.goto(pages.http);
    const list = tab.locator(".attachments li");
    assert.deepEqual(await list.allInnerTexts(), ["清单 CSV，12 字节"]);
    const response = await tab.request.get(new URL(await list.locator("a").getAttribute("href"), pages.http).href);
    assert.equal(await response.text(), FILES["content/cases/清单.csv"]);
  }));

test("on paper there is the code with its address, the addresses of links, and nothing to press", () =>
  inTab(async (tab) => {
    await tab.goto(pages.file);
    await tab.emulateMedia({ media: "print" });
    assert.ok(await tab.locator(".qr svg").isVisible());
    assert.equal(await tab.locator(".qr small").innerText(), ADDRESS);
    for (const hidden of [".nav", ".contents", ".copy button", ".cite-bibtex", ".crumbs"]) {
      for (const one of await tab.locator(hidden).all()) assert.ok(!(await one.isVisible()), `${hidden} is on paper`);
    }
    const after = await tab.locator('.prose a[href^="http"]').evaluate((a) => getComputedStyle(a, "::after").content);
    assert.match(after, /https:\/\/www\.example\.org\/a/);
  }));

test("the page says nothing that its own policy forbids", () =>
  inTab(async (tab) => {
    const said = [];
    tab.on("console", (message) => said.push(message.text()));
    await tab.goto(pages.http);
    await tab.locator("a.picture").first().click();
    const data = await tab.locator('script[type="application/ld+json"]').textContent();
    assert.equal(JSON.parse(data)["@graph"][0].headline, "甲案例");
    const policy = await tab.locator("meta[http-equiv]").getAttribute("content");
    const hash = createHash("sha256").update(data).digest("base64");
    assert.ok(policy.includes(`script-src 'self' 'sha256-${hash}';`), policy);
    assert.deepEqual(said, []);
  }));
