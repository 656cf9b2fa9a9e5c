// The client folds a thousand strings as strings.json says; tests/search/same_strings.rs makes that file and has the
// builder fold the same ones.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser.mjs";
import { open } from "./search.mjs";

const SITE = path.resolve(process.env.SITE ?? "../../output");
const strings = JSON.parse(readFileSync(new URL("strings.json", import.meta.url), "utf8"));

test("the client folds texts and queries as the builder does", async () => {
  const browser = await startBrowser();
  try {
    const tab = await browser.newPage();
    // A word that is nowhere makes the client look for its simplified form, and so load the table.
    await open(tab, pathToFileURL(path.join(SITE, "search.html")).href, { q: "鑫鑫鑫" });
    const folded = await tab.evaluate((all) => {
      const { fold, clean } = window.leitaiSearch;
      return all.map(([text]) => ({ asText: fold(text.normalize("NFC")).s, asQuery: fold(clean(text)).s }));
    }, strings);
    assert.equal(strings.length, 1000);
    strings.forEach(([text, wanted], i) => assert.deepEqual(folded[i], { asText: wanted, asQuery: wanted }, escape(text)));
  } finally {
    await browser.close();
  }
});

/** A string by its code points, as it may not be readable. */
function escape(text) {
  return Array.from(text, (c) => `U+${c.codePointAt().toString(16).toUpperCase()}`).join(" ");
}
