// Narrowing lists in a real browser: pages without a script, the search page with one, against a recount from the data.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inTab as inTabOf, startBrowser } from "./browser.mjs";
import { answered, open, shown, state } from "./search.mjs";
import { serve } from "./server.mjs";
import { facetsOf, readCases } from "./truth.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const PREFIX = "/a/b/";
const cases = readCases(SITE);
const bySlug = new Map(cases.map((one) => [one.slug, one]));
const DIMENSION = cases[0].dimension instanceof Array ? cases[0].dimension[0] : cases[0].dimension;

let browser, server;
before(async () => {
  browser = await startBrowser();
  server = await serve(SITE, PREFIX);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

const inTab = (check, options) => inTabOf(browser, check, options);
const html = (route) => readFileSync(path.join(SITE, route), "utf8");
const heading = (tab) => tab.locator("h1").innerText();

/** The page of a dimension, by its name. */
const pageOf = (dimension) => readdirSync(path.join(SITE, "dimensions")).filter((file) => file.endsWith(".html"))
  .map((file) => `dimensions/${file}`).find((route) => html(route).includes(`data-own-value="${dimension}"`));

for (const way of ["http", "file"]) {
  describe(`over ${way}`, () => {
    const at = (route) => (way === "http" ? `${server.origin}${PREFIX}${route}` : pathToFileURL(path.join(SITE, route)).href);

    test("without a script a condition opens the page of its value", () =>
      inTab(async (tab) => {
        await tab.goto(at("cases/index.html"));
        const links = tab.locator(".facets a");
        assert.ok((await links.count()) > 10);
        const value = await tab.locator('.facets a[data-by="dimension"]').first().getAttribute("data-is");
        const count = await tab.locator('.facets a[data-by="dimension"] .count').first().innerText();
        await tab.locator('.facets a[data-by="dimension"]').first().click();
        assert.equal(await heading(tab), value);
        assert.equal(await tab.locator("#cases .count").innerText(), `${count} 件`);
        assert.equal(await tab.locator("[data-sorts]").isVisible(), false);
      }, { javaScriptEnabled: false }));

    test("with a script every count is the number that the search page gives", () =>
      inTab(async (tab) => {
        await tab.goto(at(pageOf(DIMENSION)));
        const offered = await tab.locator(".facets a").evaluateAll((all) => all.map((a) => ({
          href: a.href, field: a.dataset.by, value: a.dataset.is, count: Number(a.querySelector(".count").textContent),
        })));
        for (const { href, field, value, count } of offered) {
          const { count: wanted } = facetsOf(cases, { dimension: DIMENSION, [field]: value });
          assert.equal(count, wanted, `${field} ${value}`);
          const choice = Object.fromEntries(new URL(href).searchParams);
          assert.deepEqual(choice, { dimension: DIMENSION, [field]: value });
        }
        await tab.locator('.facets a[data-by="result"]').first().click();
        await answered(tab);
        assert.equal((await shown(tab)).count, offered.find(({ field }) => field === "result").count);
      }));

    test("a third condition is added on the search page, and each can be taken back", () =>
      inTab(async (tab) => {
        await tab.goto(at(pageOf(DIMENSION)));
        await tab.locator('.facets a[data-by="year"]').first().click();
        await answered(tab);
        const third = tab.locator('[data-facet="unit"]').first();
        const unit = await third.getAttribute("data-value");
        await third.click();
        await tab.waitForFunction(() => new URL(location.href).searchParams.has("unit"));
        await answered(tab);
        const choice = state(tab);
        assert.equal(choice.unit, unit);
        assert.equal((await shown(tab)).count, facetsOf(cases, choice).count);
        assert.equal(await tab.locator("[data-chosen] a").count(), 3);
        await tab.locator("[data-chosen] a", { hasText: unit }).click();
        await tab.waitForFunction(() => !new URL(location.href).searchParams.has("unit"));
        await answered(tab);
        assert.equal((await shown(tab)).count, facetsOf(cases, { ...choice, unit: "" }).count);
      }));

    test("a list can be sorted by bonus and by unit", () =>
      inTab(async (tab) => {
        await tab.goto(at(pageOf(DIMENSION)));
        await tab.locator('[data-sorts] a[data-by="bonus"]').click();
        await answered(tab);
        const points = (await shown(tab)).order.map((slug) => Number(bySlug.get(slug).bonus));
        assert.deepEqual(points, [...points].sort((a, b) => b - a));
        assert.equal(points.length, facetsOf(cases, { dimension: DIMENSION }).count);
        await tab.locator("[data-sort] a", { hasText: "单位" }).click();
        await tab.waitForFunction(() => new URL(location.href).searchParams.get("sort") === "unit");
        await answered(tab);
        const units = (await shown(tab)).order.map((slug) => bySlug.get(slug).unit.township);
        const blocks = units.filter((unit, i) => unit !== units[i - 1]);
        assert.deepEqual(blocks, [...new Set(units)], "the cases of a township stand together");
      }));

    test("all cases can be sorted without any other condition", () =>
      inTab(async (tab) => {
        await tab.goto(at("cases/index.html"));
        await tab.locator('[data-sorts] a[data-by="bonus"]').click();
        await answered(tab);
        const { count, order } = await shown(tab);
        assert.equal(count, cases.length);
        assert.equal(Number(bySlug.get(order[0]).bonus), Math.max(...cases.map(({ bonus }) => Number(bonus))));
      }));
  });
}

test("on a phone the conditions are folded and open by keyboard", () =>
  inTab(async (tab) => {
    await tab.goto(pathToFileURL(path.join(SITE, "cases/index.html")).href);
    const first = tab.locator(".facets a").first();
    assert.equal(await first.isVisible(), false);
    await tab.locator(".facets summary").first().focus();
    await tab.keyboard.press("Enter");
    assert.equal(await first.isVisible(), true);
    await tab.keyboard.press("Tab");
    assert.equal(await first.evaluate((a) => a === document.activeElement), true);
    const value = await first.getAttribute("data-is");
    await tab.keyboard.press("Enter");
    await answered(tab);
    assert.equal(state(tab).dimension, value);
  }, { viewport: { width: 360, height: 800 } }));

test("on a wide screen the conditions are there without a script too", () =>
  inTab(async (tab) => {
    await tab.goto(pathToFileURL(path.join(SITE, "cases/index.html")).href);
    assert.equal(await tab.locator(".facets a").first().isVisible(), true);
    assert.equal(await tab.locator(".facets summary").first().isVisible(), false);
  }, { javaScriptEnabled: false }));

test("the search page opens by address with an order alone, and without one as it always did", () =>
  inTab(async (tab) => {
    const page = pathToFileURL(path.join(SITE, "search.html")).href;
    await open(tab, page, { sort: "unit" });
    assert.equal((await shown(tab)).count, cases.length);
    await open(tab, page);
    assert.equal(await tab.locator("[data-browse]").isVisible(), true);
  }));

test("no page scrolls sideways at 320 px", () =>
  inTab(async (tab) => {
    for (const route of ["cases/index.html", pageOf(DIMENSION), "competitions/index.html", "data/index.html"]) {
      await tab.goto(pathToFileURL(path.join(SITE, route)).href);
      await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, route);
    }
  }, { viewport: { width: 320, height: 700 } }));
