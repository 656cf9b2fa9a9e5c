// Everybody can use every kind of page: axe finds nothing in any mode, nothing hides when text is large or the window
// narrow, the keyboard reaches everything and never gets stuck, and the ways of showing are remembered.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { inTab, startBrowser } from "./browser.mjs";
import { faintTexts, overflow, smallTargets } from "./inspect.mjs";
import { isFragment, kindOf } from "./routes.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const PROGRAM = path.resolve(process.env.LEITAI ?? "../../target/release/leitai");
const ARCHIVE = mkdtempSync(path.join(tmpdir(), "specimen-"));
const PAGES = [...oneOfEachKind(), specimen()];
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** How a page may be shown: what the reader's system and the reader have chosen, and the size of the window. */
const MODES = [
  { name: "by day", width: 1280 },
  { name: "by night on a phone", width: 360, scheme: "dark" },
  { name: "in large letters on a phone", width: 320, chosen: ["size"] },
  { name: "in high contrast", width: 1280, chosen: ["contrast"] },
  { name: "in high contrast by night, in large letters", width: 768, scheme: "dark", chosen: ["contrast", "size"] },
];

let browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(ARCHIVE, { recursive: true, force: true });
});

for (const { name, width, scheme = "light", chosen = [] } of MODES) {
  test(`axe finds nothing ${name}`, () =>
    inTab(browser, async (tab) => {
      await choose(tab, chosen);
      const faults = [];
      for (const route of PAGES) {
        await open(tab, route);
        await tab.evaluate(axe.source);
        const { violations } = await tab.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
        for (const { id, nodes } of violations) faults.push(`${route}: ${id}: ${nodes.slice(0, 2).map((node) => node.html.slice(0, 120)).join(" | ")}`);
        for (const text of await tab.evaluate(faintTexts)) faults.push(`${route}: ${text}`);
        const over = await tab.evaluate(overflow);
        if (over) faults.push(`${route}: ${over}`);
      }
      assert.deepEqual(faults, []);
    }, { viewport: { width, height: 800 }, colorScheme: scheme }));
}

test("at twice the size nothing is wider than the window", () =>
  inTab(browser, async (tab) => {
    const faults = [];
    for (const route of PAGES) {
      await open(tab, route);
      const over = await tab.evaluate(overflow);
      if (over) faults.push(`${route}: ${over}`);
    }
    assert.deepEqual(faults, []);
  }, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }));

test("Tab goes through each page to its end, in the order of reading, and is seen everywhere", () =>
  inTab(browser, async (tab) => {
    const faults = [];
    for (const route of PAGES) {
      await open(tab, route);
      faults.push(...(await walk(tab)).map((fault) => `${route}: ${fault}`));
    }
    assert.deepEqual(faults, []);
  }, { reducedMotion: "reduce" }));

test("under the pointer nothing changes its size", () =>
  inTab(browser, async (tab) => {
    const faults = [];
    for (const route of PAGES) {
      await open(tab, route);
      const picked = await tab.evaluate(pickLinks);
      for (let i = 0; i < picked; i += 1) {
        const link = tab.locator(`[data-picked="${i}"]`);
        const size = () => link.evaluate((e) => `${e.offsetWidth} × ${e.offsetHeight}`);
        const before = await size();
        await link.hover({ force: true });
        const now = await size();
        if (now !== before) faults.push(`${route}: ${before} becomes ${now}: ${await link.evaluate((e) => e.outerHTML.slice(0, 80))}`);
      }
    }
    assert.deepEqual(faults, []);
  }));

test("on a phone all that is tapped by itself is 44 px high", () =>
  inTab(browser, async (tab) => {
    const faults = [];
    for (const route of PAGES) {
      await open(tab, route);
      faults.push(...(await tab.evaluate(smallTargets, 44)).map((fault) => `${route}: ${fault}`));
    }
    assert.deepEqual(faults, []);
  }, { viewport: { width: 360, height: 800 } }));

test("on a phone the line of a township's points is seen from its newest end", () =>
  inTab(browser, async (tab) => {
    const lines = [];
    for (const route of readdirSync(path.join(SITE, "units")).filter((file) => file.endsWith(".html"))) {
      await open(tab, `units/${route}`);
      const line = await tab.evaluate(() => {
        const labels = [...document.querySelectorAll(".plot-drawing .quarter-mark")];
        const box = document.querySelector(".newest")?.getBoundingClientRect();
        return box && { last: labels.at(-1).getBoundingClientRect().right, left: box.left, right: box.right };
      });
      if (line) lines.push(line);
    }
    assert.ok(lines.length > 0, "no township has a line");
    for (const { last, left, right } of lines) assert.ok(left < last && last <= right, `${last} is not between ${left} and ${right}`);
  }, { viewport: { width: 320, height: 800 } }));

describe("the ways of showing", () => {
  test("are chosen by a button, kept on other pages and given up again", () =>
    inTab(browser, async (tab) => {
      await open(tab, "index.html");
      const size = () => tab.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      const usual = await size();
      await tab.getByRole("button", { name: "大字" }).click();
      await tab.getByRole("button", { name: "高对比" }).click();
      const large = await size();
      assert.ok(large > usual * 1.2, `${large} px after ${usual} px`);
      await open(tab, "cases/index.html");
      assert.equal(await size(), large);
      assert.equal(await tab.getByRole("button", { name: "高对比" }).getAttribute("aria-pressed"), "true");
      assert.equal(await tab.evaluate(() => getComputedStyle(document.body).color), "rgb(0, 0, 0)");
      await tab.getByRole("button", { name: "大字" }).click();
      assert.equal(await size(), usual);
    }));

  test("are not offered where scripts do not run", () =>
    inTab(browser, async (tab) => {
      await open(tab, "index.html");
      assert.equal(await tab.getByText("大字", { exact: true }).isVisible(), false);
    }, { javaScriptEnabled: false }));
});

test("nothing moves for readers who asked for that", () =>
  inTab(browser, async (tab) => {
    await open(tab, "index.html");
    const moving = await tab.evaluate(() =>
      [...document.querySelectorAll("*")].filter((e) => {
        const { scrollBehavior, transitionDuration, animationDuration } = getComputedStyle(e);
        return scrollBehavior === "smooth" || parseFloat(transitionDuration) > 0 || parseFloat(animationDuration) > 0;
      }).length,
    );
    assert.equal(moving, 0);
  }, { reducedMotion: "reduce" }));

function oneOfEachKind() {
  const files = readdirSync(SITE, { recursive: true }).map((file) => file.split(path.sep).join("/"));
  const pages = files.filter((file) => file.endsWith(".html") && !isFragment(file)).sort().reverse();
  return [...new Map(pages.map((route) => [kindOf(route), route])).values()];
}

/** The page of all components, which the sample site does not have. */
function specimen() {
  execFileSync(PROGRAM, ["init", ARCHIVE], { stdio: "ignore" });
  mkdirSync(path.join(ARCHIVE, "themes/leitai"), { recursive: true });
  writeFileSync(path.join(ARCHIVE, "themes/leitai/theme.yaml"), "specimen: 是\n");
  execFileSync(PROGRAM, ["build", "--root", ARCHIVE, "--today", "2026-12-01"], { stdio: "ignore" });
  return path.join(ARCHIVE, "output/specimen.html");
}

/** Marks one visible link of each look on the page, and tells how many there are. */
function pickLinks() {
  const looks = new Set();
  for (const link of document.querySelectorAll("a[href]")) {
    const look = [link, link.parentElement, link.closest("nav, section, ul, ol")].map((e) => `${e?.localName}.${e?.className}`).join(" ");
    const { left, width } = link.getBoundingClientRect();
    if (looks.has(look) || left < 0 || width === 0 || !link.checkVisibility()) continue;
    link.dataset.picked = String(looks.size);
    looks.add(look);
  }
  return looks.size;
}

async function open(tab, route) {
  await tab.goto(pathToFileURL(path.resolve(SITE, route)).href, { waitUntil: "load" });
}

async function choose(tab, names) {
  await tab.addInitScript((all) => all.forEach((name) => localStorage.setItem(`leitai-${name}`, "1")), names);
}

/** Presses Tab until the page is left, and tells what the keyboard does not reach or one does not see. */
async function walk(tab) {
  const stops = await tab.evaluate(() => {
    const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const all = [...document.querySelectorAll(wanted)].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0);
    all.forEach((e, i) => (e.dataset.stop = String(i)));
    return all.length;
  });
  const faults = [];
  let next = 0;
  for (let presses = 0; presses < stops + 5 && next < stops; presses += 1) {
    await tab.keyboard.press("Tab");
    const now = await tab.evaluate(() => {
      const e = document.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
      return { stop: Number(e.dataset.stop ?? -1), seen: (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none", html: e.outerHTML.slice(0, 80) };
    });
    if (now.stop < 0) continue;
    if (!now.seen) faults.push(`focus is not seen on ${now.html}`);
    if (now.stop !== next) faults.push(`Tab goes to ${now.stop} instead of ${next}: ${now.html}`);
    next = now.stop + 1;
  }
  if (next < stops) faults.push(`Tab reaches ${next} of ${stops}`);
  return faults.slice(0, 5);
}
