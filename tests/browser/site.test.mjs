// The built sample site in a real browser: from disk, and from a server below a path. `SITE` names its folder.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser.mjs";
import { crawl, FACTS } from "./crawl.mjs";
import { serve } from "./server.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const SHOWN = 30;

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

describe("from disk", () => {
  let seen;
  before(async () => {
    seen = await crawl(browser, SITE);
  });

  test("the crawl reaches a case, a list, a competition and a unit", () => {
    for (const kind of ["index", "case", "cases/index", "competitions/*", "units/*"])
      assert.ok(seen.kinds.has(kind), `no page of the kind ${kind} among ${[...seen.kinds.keys()].join(", ")}`);
  });

  for (const [fact, sentence] of Object.entries(FACTS)) {
    test(sentence, () => {
      const faults = seen.faults[fact];
      assert.ok(faults.length === 0, `${faults.length} faults:\n${faults.slice(0, SHOWN).join("\n")}`);
    });
  }

  test("a click on each link of the header opens its page", async () => {
    const home = pathToFileURL(path.join(SITE, "index.html")).href;
    await clickThrough(home, pathToFileURL(SITE).href + "/");
  });
});

test("from a server below /a/b/, pages load whole and links are followed", async () => {
  const prefix = "/a/b/";
  const server = await serve(SITE, prefix);
  try {
    await clickThrough(`${server.origin}${prefix}index.html`, server.origin + prefix);
  } finally {
    await server.close();
  }
});

/** Clicks every link of the home page's header, and then a case from the list it leads to, all below `root`. */
async function clickThrough(home, root) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const tab = await context.newPage();
  const faults = [];
  const isIcon = (url) => url.endsWith("/favicon.ico");
  tab.on("request", (request) => request.url().startsWith(root) || isIcon(request.url()) || faults.push(`asks for ${request.url()}`));
  tab.on("response", (response) => response.status() >= 400 && !isIcon(response.url()) && faults.push(`${response.status()} ${response.url()}`));
  tab.on("pageerror", (error) => faults.push(`${tab.url()}: ${error.message}`));
  await tab.goto(home);
  const links = tab.locator('header a[href]:not([href^="#"]):visible');
  const count = await links.count();
  assert.ok(count > 0, "no link in the header");
  const cases = [];
  for (let i = 0; i < count; i += 1) {
    await tab.goto(home);
    const href = await links.nth(i).evaluate((a) => a.href);
    await links.nth(i).click();
    await tab.waitForURL(href);
    cases.push(...(await tab.locator("a[data-case], [data-case] a").evaluateAll((all) => all.map((a) => a.href))));
  }
  assert.ok(cases.length > 0, "no page of the header's links shows a case");
  await tab.goto(cases[0]);
  assert.equal(await tab.locator("h1").count(), 1);
  await context.close();
  assert.deepEqual(faults, []);
}
