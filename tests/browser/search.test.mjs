// The search of the built sample site in a real browser, against a recount from its pages and its data.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { inTab as inTabOf, startBrowser } from "./browser.mjs";
import { answered, open, query, shown, state, STATUS } from "./search.mjs";
import { serve } from "./server.mjs";
import { facetsOf, readCases } from "./truth.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const PREFIX = "/a/b/";
const cases = readCases(SITE);
const linesWith = ({ text }, word) => text.split("\n").filter((line) => line.includes(word));
const having = (...words) => cases.filter(({ text }) => words.every((word) => text.includes(word))).map(({ slug }) => slug).sort();

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

/** Some strings of the texts, of every length from 1 to 12, spread over the cases. */
function samples() {
  return Array.from({ length: 36 }, (_, i) => {
    const lines = cases[(i * 7) % cases.length].text.split("\n").filter((line) => line.length > 30);
    const line = lines[(i * 5) % lines.length], start = (i * 11) % 15;
    return line.slice(start, start + 1 + (i % 12));
  }).filter((text) => /^[\p{Script=Han}\d，。、]+$/u.test(text) && /[\p{Script=Han}\d]/u.test(text));
}

for (const way of ["http", "file"]) {
  describe(`over ${way}`, () => {
    const page = () => (way === "http" ? http : pathToFileURL(path.join(SITE, "search.html")).href);

    test("any string of a text finds exactly the cases that have it", () =>
      inTab(async (tab) => {
        await open(tab, page());
        const all = samples();
        assert.ok(all.length > 15);
        for (const text of all) {
          await query(tab, text);
          const { count, slugs } = await shown(tab);
          const wanted = having(text);
          assert.equal(count, wanted.length, text);
          assert.deepEqual(slugs, wanted, text);
        }
      }));

    test("several words are all of them, a phrase is one word", () =>
      inTab(async (tab) => {
        for (const [text, wanted] of [
          ["红绳　比武", having("红绳", "比武")],
          ["“一根红绳量遍”", having("一根红绳量遍")],
          ['"红绳量" 捐工', having("红绳量", "捐工")],
          ["红绳，巷子", having("红绳", "巷子")],
        ]) {
          await open(tab, page(), { q: text });
          assert.ok(wanted.length > 0);
          assert.deepEqual((await shown(tab)).slugs, wanted, text);
        }
      }));

    test("traditional characters find simplified ones", () =>
      inTab(async (tab) => {
        await open(tab, page(), { q: "鄉村產業" });
        assert.equal((await shown(tab)).count, having("乡村产业").length);
        await open(tab, page(), { q: "紅繩量遍" });
        assert.deepEqual((await shown(tab)).slugs, having("红绳量遍"));
      }));

    test("what was searched is marked in title and text, and nothing else", () =>
      inTab(async (tab) => {
        await open(tab, page(), { q: "红绳 东篱" });
        const marks = await tab.locator("[data-results] mark").allTextContents();
        assert.ok(marks.includes("红绳") && marks.includes("东篱"));
        assert.ok(marks.every((mark) => ["红绳", "东篱"].includes(mark)));
      }));

    test("what was found in the unit or a tag alone is marked among the facts", () =>
      inTab(async (tab) => {
        for (const words of [({ unit }) => [unit.township], ({ tags }) => tags]) {
          const [one, word] = cases.flatMap((one) => words(one).map((word) => [one, word])).find(([one, word]) => linesWith(one, word).length === 1);
          await open(tab, page(), { q: word });
          const hit = tab.locator(".hit", { has: tab.locator(`[data-case="${one.slug}"]`) });
          assert.equal(await hit.locator(".summary mark").count(), 0);
          assert.deepEqual(await hit.locator(".meta mark").allTextContents(), [word]);
        }
      }));
  });
}

describe("facets", () => {
  for (const choice of [{ q: "村" }, { q: "村", dimension: "乡村治理" }, { year: "2026", level: "区级" }, { unit: "湖东街道", result: "推荐市级" }]) {
    test(`count the whole result under the others' choice: ${JSON.stringify(choice)}`, () =>
      inTab(async (tab) => {
        await open(tab, http, choice);
        const wanted = facetsOf(cases, choice);
        const seen = await tab.locator("[data-facet]").evaluateAll((all) => all.map((a) => [a.dataset.facet, a.dataset.value, Number(a.dataset.n)]));
        assert.equal((await shown(tab)).count, wanted.count);
        assert.deepEqual(seen.filter(([, , n]) => n > 0).map(String).sort(), wanted.facets.map(String).sort());
      }));
  }

  test("are chosen, combined, kept in the address, and taken back", () =>
    inTab(async (tab) => {
      await open(tab, http, { q: "村" });
      await tab.locator('[data-facet="dimension"][data-value="乡村治理"]').click();
      await answered(tab);
      await tab.locator('[data-facet="year"][data-value="2026"]').click();
      await answered(tab);
      assert.deepEqual(state(tab), { q: "村", dimension: "乡村治理", year: "2026" });
      assert.equal((await shown(tab)).count, facetsOf(cases, state(tab)).count);
      await tab.locator("[data-chosen] a").first().click();
      await answered(tab);
      assert.deepEqual(state(tab), { q: "村", year: "2026" });
      await tab.goBack();
      await answered(tab);
      assert.deepEqual(state(tab), { q: "村", dimension: "乡村治理", year: "2026" });
      await tab.goForward();
      await answered(tab);
      assert.equal((await shown(tab)).count, facetsOf(cases, { q: "村", year: "2026" }).count);
    }));
});

test("results come newest first or by points when asked to", () =>
  inTab(async (tab) => {
    const facts = new Map(cases.map((one) => [one.slug, one]));
    await open(tab, http, { q: "村", sort: "date" });
    const dates = (await shown(tab)).order.map((slug) => facts.get(slug).date);
    assert.deepEqual(dates, [...dates].sort().reverse());
    await open(tab, http, { q: "村", sort: "bonus" });
    const points = (await shown(tab)).order.map((slug) => Number(facts.get(slug).bonus));
    assert.deepEqual(points, [...points].sort((a, b) => b - a));
  }));

test("twenty results at first, more when asked for", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "村" });
    const links = tab.locator("[data-results] a[data-case]");
    assert.equal(await links.count(), 20);
    await tab.locator("[data-more]").click();
    await tab.waitForFunction(() => document.querySelectorAll("[data-results] a[data-case]").length > 20);
    await tab.waitForFunction(() => !document.querySelector("[data-more]").disabled);
    assert.equal(new Set(await links.evaluateAll((all) => all.map((a) => a.dataset.case))).size, Math.min(40, having("村").length));
  }));

test("nothing happens while characters are being composed", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "红绳" });
    const box = tab.locator("input[name=q]");
    const asked = [];
    tab.on("request", (request) => asked.push(request.url()));
    await box.evaluate((input) => {
      input.focus();
      input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      input.value = "xiangc";
      input.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    });
    await tab.waitForTimeout(400);
    assert.deepEqual(asked, []);
    assert.equal((await shown(tab)).count, having("红绳").length);
    await box.evaluate((input) => {
      input.value = "乡村";
      input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "乡村" }));
    });
    await tab.waitForFunction(() => location.search.includes(encodeURIComponent("乡村")));
    await answered(tab);
    assert.equal((await shown(tab)).count, having("乡村").length);
  }));

test("typing replaces the entry of the history, submitting adds one", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "红绳" });
    const before = await tab.evaluate(() => history.length);
    await query(tab, "捐工");
    assert.equal(await tab.evaluate(() => history.length), before);
    await tab.keyboard.press("Enter");
    await answered(tab);
    assert.equal(await tab.evaluate(() => history.length), before + 1);
    await tab.goBack();
    await answered(tab);
    assert.deepEqual(state(tab), { q: "红绳" });
    assert.equal(await tab.locator("input[name=q]").inputValue(), "红绳");
    assert.match(await tab.title(), /红绳/);
  }));

test("suggestions come by pinyin, in full and by initials, and are taken with the keyboard", () =>
  inTab(async (tab) => {
    await open(tab, http);
    for (const typed of ["xczl", "xiangcunzhili", "乡村治"]) {
      await tab.locator("input[name=q]").fill("");
      await tab.locator("input[name=q]").pressSequentially(typed);
      await tab.locator("[role=option]", { hasText: "乡村治理" }).first().waitFor();
      assert.equal(await tab.locator("input[name=q]").getAttribute("aria-expanded"), "true");
    }
    await tab.keyboard.press("Escape");
    assert.equal(await tab.locator("[role=option]").count(), 0);
    await tab.keyboard.press("ArrowDown");
    await tab.locator("[role=option]").first().waitFor();
    await tab.keyboard.press("ArrowDown");
    const first = await tab.locator("[role=option][aria-selected=true] span").textContent();
    await tab.keyboard.press("Enter");
    await answered(tab);
    assert.equal(await tab.locator("input[name=q]").inputValue(), first);
    assert.equal(state(tab).q, first);
  }));

test("where nothing is found, near words are offered", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "乡村治里" });
    assert.equal((await shown(tab)).count, 0);
    await tab.locator("[data-notes] a", { hasText: /^乡村治理$/ }).click();
    await answered(tab);
    assert.equal((await shown(tab)).count, having("乡村治理").length);
    await open(tab, http, { q: "红绳 月坪茶山" });
    assert.ok((await tab.locator("[data-notes] a").allTextContents()).includes("红绳"));
  }));

test("a query that is the name of a dimension offers all cases of it, and a changed order keeps the keyboard's place", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "乡村治理" });
    await tab.getByRole("link", { name: "维度为“乡村治理”的全部案例" }).click();
    await tab.waitForFunction(() => new URLSearchParams(location.search).get("dimension") === "乡村治理");
    await answered(tab);
    assert.equal(Number(await tab.locator("[data-results]").getAttribute("data-count")), facetsOf(cases, { dimension: "乡村治理" }).count);
    await tab.locator("[data-sort] a", { hasText: "时间" }).focus();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction(() => new URLSearchParams(location.search).get("sort") === "date");
    await answered(tab);
    assert.equal(await tab.evaluate(() => document.activeElement.textContent), "时间");
  }));

test("a query that is the name of a township leads to its page", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "湖东街道" });
    await tab.getByRole("link", { name: "单位“湖东街道”的网页" }).click();
    await tab.waitForURL(/\/units\/hu-dong-jie-dao\.html$/);
    assert.equal(await tab.locator("h1").textContent(), "湖东街道");
  }));

test("strange queries are answered calmly", () =>
  inTab(async (tab) => {
    const long = "擂台比武".repeat(2500);
    for (const [text, count] of [["<script>alert(1)</script>", 0], ["。，！", 0], [long, 0], ["x\u0000y\u200b", 0]]) {
      await open(tab, http, { q: "红绳" });
      await query(tab, text);
      assert.equal((await shown(tab)).count, count, text.slice(0, 20));
    }
    assert.equal(await tab.locator("main script").count(), 0);
    await query(tab, "\ud83d红\udc00绳");
    assert.equal((await shown(tab)).count, having("红绳").length);
    await query(tab, "   ");
    await tab.locator("[data-browse]").waitFor();
  }));

test("values that are unknown are named and can be taken away", () =>
  inTab(async (tab) => {
    await open(tab, http, { q: "村", dimension: "没有的维度", year: "1", sort: "nonsense" });
    assert.equal((await shown(tab)).count, having("村").length);
    const links = tab.locator("[data-notes] a");
    assert.equal(await links.count(), 3);
    await links.first().click();
    await answered(tab);
    assert.equal(await links.count(), 2);
    for (const broken of ["%E0%A4%A", "%", "%00", "q=%FF&q=2"]) {
      await tab.goto(`${http}?q=${broken}`);
      await tab.waitForLoadState("networkidle");
    }
  }));

test("by keyboard alone, from another page to a case", () =>
  inTab(async (tab) => {
    await tab.goto(http.replace("search.html", "cases/index.html"));
    await tab.keyboard.press("/");
    await tab.keyboard.type("红绳量遍");
    await tab.keyboard.press("Enter");
    await answered(tab);
    const link = tab.locator("[data-results] a[data-case]").first();
    for (let i = 0; i < 60 && !(await link.evaluate((a) => a === document.activeElement)); i += 1) await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    await tab.waitForURL(/cases\/[^/]+\.html$/);
    assert.ok(having("红绳量遍").includes(path.posix.basename(tab.url(), ".html")));
  }));

test("without scripts the page says so and leads to the lists", () =>
  inTab(
    async (tab) => {
      await tab.goto(`${http}?q=${encodeURIComponent("红绳")}`);
      assert.ok(await tab.locator("noscript .notice").isVisible());
      for (const list of ["cases/index.html", "dimensions/", "years/", "results/", "units/", "topics/"])
        assert.ok((await tab.locator(`[data-browse] a[href^="${list}"]`).count()) > 0, list);
    },
    { javaScriptEnabled: false },
  ));
