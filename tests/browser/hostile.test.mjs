// Texts of attackers in every place of an archive, looked at in a real browser that ignores the pages' own policy
// (CSP): that is the second wall, this holds the first. `LEITAI` names the program.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { startBrowser } from "./browser.mjs";
import { writeArchive } from "./hostile.mjs";
import { payloads } from "./payloads.mjs";
import { answered } from "./search.mjs";
import { serve } from "./server.mjs";

const PROGRAM = path.resolve(process.env.LEITAI ?? "../../target/release/leitai");
const TODAY = ["--today", "2026-12-01"];
const PICTURE = readFileSync("../../docs/home.png");
const TABS = 3;

let browser, folder, output, server, files;
before(async () => {
  browser = await startBrowser();
  folder = mkdtempSync(path.join(tmpdir(), "hostile-"));
  output = path.join(folder, "output");
  writeArchive(folder, PICTURE);
  execFileSync(PROGRAM, ["build", "--root", folder, "--output", output, ...TODAY], { stdio: "ignore" });
  server = await serve(output, "/a/");
  files = readdirSync(output, { recursive: true }).map((file) => file.split(path.sep).join("/")).sort();
});
after(async () => {
  await server?.close();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Looks at pages one after another, in several tabs; gives what ran, was asked of others, or could run. */
async function lookAt(pages, look) {
  const context = await browser.newContext({ bypassCSP: true });
  const faults = [], queue = [...pages];
  await context.exposeBinding("ran", ({ page }, what) => faults.push(`${page.url()}: ran ${what}`));
  // What a page looks like is of no matter here.
  const blocked = { urls: ["*.css", "*.png", "*.jpg"] };
  await context.addInitScript(() => {
    for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.ran(name);
  });
  const isOwn = (url) => /^(data|blob|about|file):/.test(url) || url.startsWith("http://127.0.0.1:");
  context.on("request", (request) => isOwn(request.url()) || faults.push(`asked for ${request.url()}`));
  context.on("dialog", (dialog) => { faults.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  const work = async () => {
    const tab = await context.newPage();
    const session = await context.newCDPSession(tab);
    await session.send("Network.enable");
    await session.send("Network.setBlockedURLs", blocked);
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
      await look(tab, page);
      // A page that leads away by itself has nothing to look at.
      const found = await tab.evaluate(findActive).catch((error) => [error.message]);
      faults.push(...found.map((fault) => `${tab.url()}: ${fault}`));
    }
  };
  await Promise.all(Array.from({ length: TABS }, work));
  await context.close();
  return faults;
}

/** In the page: what could run, at once or at a touch. */
function findActive() {
  const REFERRING = ["href", "src", "action", "formaction", "data", "xlink:href", "poster", "background"];
  const ACTIVE = ["iframe", "frame", "object", "embed", "applet", "portal", "marquee", "animate", "set"];
  const faults = [];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (ACTIVE.includes(name)) faults.push(`<${name}>`);
    if (name === "base" && element.getAttribute("href") !== "/") faults.push("<base>");
    if (name === "meta" && /refresh/i.test(element.getAttribute("http-equiv") ?? "")) faults.push("a page that leads away");
    if (name === "script" && element.type === "application/ld+json") JSON.parse(element.textContent);
    else if (name === "script" && !element.hasAttribute("src")) faults.push(`<script> ${element.textContent.slice(0, 60)}`);
    for (const { name: attribute, value } of element.attributes) {
      if (/^on/i.test(attribute)) faults.push(`<${name} ${attribute}>`);
      const leads = REFERRING.includes(attribute) && URL.canParse(value, location.href) && new URL(value, location.href).protocol;
      if (leads && !["http:", "https:", "mailto:", "tel:"].includes(leads)) faults.push(`<${name} ${attribute}=${value}>`);
    }
  }
  return faults;
}

const at = (file) => `${server.origin}/a/${file}`;
const open = (tab, file) => tab.goto(at(file), { waitUntil: "load" });

test("raw, the payloads run, and the eye sees it", async () => {
  // Those that lead away would take the next one along.
  const some = payloads.filter((text, number) => number % 3 === 0 && !text.includes("refresh"));
  const faults = await lookAt(some, async (tab, payload) => {
    await open(tab, "data/datapackage.json");
    await tab.setContent(`<p title="${payload}">${payload}</p>`);
  });
  const seen = ["ran alert", "asked for", "<script>", " on"].map((word) => faults.filter((fault) => fault.includes(word)).length);
  assert.ok(payloads.length > 200 && seen.every((count) => count > 3), `${payloads.length} payloads, ${seen}`);
});

test("on no page does anything run", async () => {
  // A case has a dozen payloads, so half of them have each in each place but the title; and lists have all titles.
  const pages = files.filter((file) => file.endsWith(".html") && !/^(platforms\/|cases\/p\d*[13579]\.html)/.test(file));
  assert.ok(pages.length > 200);
  assert.deepEqual(await lookAt(pages, open), []);
});

test("no answer of the search runs", async () => {
  const queries = payloads.filter((_, number) => number % 24 === 0);
  const ask = async (tab, text) => {
    await open(tab, `search.html?${new URLSearchParams({ q: text, unit: text, sort: text })}`);
    await answered(tab);
    await tab.goto(at(`search.html?${new URLSearchParams({ q: text.replace(/[^a-z ]/gi, " ") })}`));
    await answered(tab);
  };
  assert.deepEqual(await lookAt(queries, ask), []);
});

test("no package runs where it is pasted, and no preview of one", async () => {
  const articles = files.filter((file) => /^platforms\/.*article\.html$/.test(file));
  assert.ok(articles.length > 400);
  const batches = Array.from({ length: Math.ceil(articles.length / 20) }, (_, number) => articles.slice(number * 20, number * 20 + 20));
  const paste = async (tab, batch) => {
    const pasted = batch.map((file) => `<div contenteditable>${readFileSync(path.join(output, file), "utf8")}</div>`);
    await open(tab, "data/datapackage.json");
    await tab.setContent(pasted.join("\n"));
  };
  assert.deepEqual(await lookAt(batches, paste), []);
  const previews = files.filter((file) => /^platforms\/(index|wechat\/p\d*[05]0\/preview|toutiao\/p\d*77\/preview)\.html$/.test(file));
  assert.ok(previews.length > 4);
  assert.deepEqual(await lookAt(previews, open), []);
});

test("no feed and no data runs when it is opened", async () => {
  const others = files.filter((file) => /\.(xml|json|svg|txt|csv)$/.test(file) && !/^(platforms\/.*\/(p\d|images))/.test(file));
  assert.ok(others.length > 10);
  const download = (tab, file) => open(tab, file).catch((error) => assert.match(error.message, /Download is starting/));
  assert.deepEqual(await lookAt(others, download), []);
});

test("no cell of a table begins as a formula", () => {
  for (const file of files.filter((name) => name.endsWith(".csv"))) {
    const cells = readFileSync(path.join(output, file), "utf8").match(/(?<=^\ufeff?|,|\n)("([^"]|"")*"|[^",\n]*)/g);
    assert.deepEqual(cells.filter((text) => /^"?[=+@\t-](?!\d+(\.\d+)?"?$)/.test(text)), [], file);
  }
});

test("neither errors over a page nor what was asked for run in the preview", async () => {
  payloads.forEach((text, number) => {
    const file = path.join(folder, `content/cases/p${number}.md`);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^dimension: .*$/m, `dimension: ${JSON.stringify(text)}`));
  });
  writeFileSync(path.join(folder, "content/cases/<img src=x onerror=alert(1)>.md"), "x");
  writeFileSync(path.join(folder, "content/cases/'&#x3c;img src=x onerror=alert(1)&#x3e;.md"), "x");
  const process_ = spawn(PROGRAM, ["serve", "--root", folder, "--port", "0", ...TODAY], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    let site;
    for await (const line of createInterface({ input: process_.stdout })) {
      site = line.match(/^预览：(http:\S+?)，/)?.[1];
      if (site) break;
    }
    process_.stdout.resume();
    const paths = payloads.filter((text) => !/[\\/\n]/.test(text)).slice(0, 12).map((text) => `cases/${encodeURIComponent(text)}.html`);
    const ask = async (tab, address) => {
      await tab.goto(site + address);
      await tab.locator("#leitai-errors pre, [data-leitai-broken] pre").first().waitFor();
    };
    assert.deepEqual(await lookAt(["index.html", "cases/p1.html", ...paths], ask), []);
  } finally {
    process_.kill();
  }
});
