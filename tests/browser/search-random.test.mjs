// What nobody would ask for: queries put together at random, always the same ones. `QUERIES` asks for more of them.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { inTab, startBrowser } from "./browser.mjs";
import { answered } from "./search.mjs";
import { serve } from "./server.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const COUNT = Number(process.env.QUERIES ?? 400);
const PARTS = [
  ..."网格员乡村振兴的鄉𠮷𡈽龘　，。“”\"'《》：()[]{}\\/|*+?.^$%&#@!~`<>=-_ \t\n0a1B2ａ９",
  "\u0000", "\u001b", "\u007f", "\u00ad", "\u0301", "\u200b", "\u200d", "\u2028", "\u202e", "\ufeff", "\ufffd", "\uffff", "\u{10ffff}",
  "İ", "ß", "ﬁ", "Å", "①", "👨‍👩‍👧", "é", "한", "ก", "ا", "__proto__", "constructor", "toString", "hasOwnProperty", "null", "NaN", "<img src=x onerror=alert(1)>",
  "xczx", "2026", "湖东街道", "一座议事亭", "网格".repeat(60), "a ".repeat(30), "%E4%B8%80", "%zz", "?q=", "&q=", "\"".repeat(9), "zh'en",
];

/** Numbers from 0 to 1, the same in every run. */
function numbers(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

let browser, server;
before(async () => {
  browser = await startBrowser();
  server = await serve(SITE, "/a/");
});
after(async () => {
  await server?.close();
  await browser?.close();
});

test("whatever is asked for is answered, and nothing breaks", () =>
  inTab(browser, async (tab) => {
    const number = numbers(20260901), one = (items) => items[Math.floor(number() * items.length)];
    const text = () => Array.from({ length: Math.ceil(number() ** 3 * 24) }, () => one(PARTS)).join("");
    const asked = Array.from({ length: COUNT }, () => ({
      q: text(),
      ...(number() < 0.3 && { [one(["dimension", "year", "unit", "result", "topic", "level", "sort"])]: number() < 0.3 ? text() : one(["乡村治理", "2026", "湖东街道", "date", "bonus"]) }),
    }));
    await tab.goto(`${server.origin}/a/search.html?q=${encodeURIComponent("村")}`);
    await answered(tab);
    const faults = await tab.evaluate(async (all) => {
      const my = window.leitaiSearch, faults = [], results = document.querySelector("[data-results]");
      for (const state of all) {
        my.state = state;
        await my.respond();
        const count = Number(results.dataset.count ?? NaN), shown = results.querySelectorAll("a[data-case]").length;
        const isAnswered = Number.isInteger(count) && shown <= count && document.querySelector("[data-status]").textContent !== my.BROKEN;
        if (!isAnswered && state.q.trim()) faults.push([state, count, shown]);
      }
      return faults;
    }, asked);
    assert.deepEqual(faults, []);
    // The same by the address, as a link brings it.
    for (const state of asked.slice(0, 10)) {
      await tab.goto(`${server.origin}/a/search.html?${new URLSearchParams(state)}`);
      await tab.locator("input[name=q]").waitFor();
    }
  }));
