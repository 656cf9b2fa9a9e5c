// Walks a built site in a browser, from index.html along its links, and collects what is wrong by the fact it breaks.

import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { faintTexts, overflow, readFacts } from "./inspect.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { addressFault, isCase, isPackage, kindOf, sample, targetPage } from "./routes.mjs";

const CASES = 20;
const PACKAGES = 20;
const TABS = 2;
const CASE_BYTES = 60 * 1024;

/** Every fact that is looked at, in the words of the test that holds it. */
export const FACTS = {
  opens: "a page opens",
  heading: "a page has exactly one h1",
  language: "a page is in zh-CN",
  title: "a page has a title",
  console: "a page logs no error",
  request: "a page asks for nothing outside its folder, and gets what it asks for",
  address: "an address is relative, ends in a file name, and leads to a file and an anchor that are there",
  overflow: "a page is no wider than a phone of 360 or 320 px",
  skip: "a page begins with a skip link that works",
  contrast: "text stands out 4.5 : 1, by day and by night",
  weight: "a case page weighs no more than 60 KB without images",
  keyboard: "Tab reaches everything in the header, and one sees where it is",
};

/** Looks at the site in `folder`; gives the pages seen by kind, and the faults by fact: `{kinds, faults}`. */
export async function crawl(browser, folder) {
  const site = path.resolve(folder);
  const faults = Object.fromEntries(Object.keys(FACTS).map((fact) => [fact, []]));
  const report = (fact, route, text) => faults[fact].push(`${route}: ${text}`);
  const kinds = new Map();
  const found = new Set(["index.html"]);
  const seen = new Set();

  const lookAt = async (tab, route) => {
    seen.add(route);
    const kind = kindOf(route);
    const first = !kinds.has(kind);
    kinds.set(kind, [...(kinds.get(kind) ?? []), route]);
    for (const target of await inspect(tab, { site, route, first, report })) found.add(target);
  };
  const lookAtAll = async (routes) => {
    const queue = [...routes];
    await Promise.all(
      Array.from({ length: TABS }, async () => {
        const tab = await browser.newPage();
        for (let route = queue.shift(); route; route = queue.shift()) await lookAt(tab, route);
        await tab.close();
      }),
    );
  };

  const unseen = (wanted) => [...found].filter((route) => !seen.has(route) && wanted(route)).sort();
  const ordinary = (route) => !isCase(route) && !isPackage(route);
  const drain = async () => {
    for (let next = unseen(ordinary); next.length > 0; next = unseen(ordinary)) await lookAtAll(next);
  };
  await drain();
  await lookAtAll(sample(unseen(isCase), CASES));
  await lookAtAll(sample(unseen((route) => isPackage(route) && route.endsWith("/preview.html")), PACKAGES));
  await drain();
  return { kinds, faults };
}

/** Looks at one page and gives the pages it links to. `first` of its kind is looked at more closely. */
async function inspect(tab, { site, route, first, report }) {
  const url = pathToFileURL(path.join(site, route)).href;
  if (!existsSync(path.join(site, route))) return [];
  const stop = listen(tab, pathToFileURL(site).href + "/", route, report);
  try {
    await tab.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await tab.setViewportSize({ width: 360, height: 740 });
    await tab.goto(url, { waitUntil: "load" });
    if (tab.url().split(/[?#]/, 1)[0] !== url) throw new Error(`goes on to ${tab.url()}`);
    const facts = await tab.evaluate(readFacts);
    checkFacts(facts, { site, route, report });
    for (const width of [360, 320]) {
      await tab.setViewportSize({ width, height: 740 });
      const over = await tab.evaluate(overflow);
      if (over) report("overflow", route, over);
    }
    for (const colorScheme of first ? ["light", "dark"] : ["light"]) {
      await tab.emulateMedia({ colorScheme });
      for (const text of await tab.evaluate(faintTexts)) report("contrast", route, `${colorScheme}: ${text}`);
    }
    if (first && !isPackage(route)) await checkKeyboard(tab, { url, route, report });
    return facts.hasBase ? [] : facts.addresses.filter(({ tag }) => tag === "a" || tag === "form").flatMap(({ address }) => page(route, address));
  } catch (error) {
    report("opens", route, String(error.message).split("\n")[0]);
    return [];
  } finally {
    stop();
  }
}

function page(route, address) {
  try {
    return targetPage(route, address) ?? [];
  } catch {
    return []; // What cannot be decoded is reported as an address.
  }
}

function checkFacts(facts, { site, route, report }) {
  if (facts.lang !== "zh-CN") report("language", route, `lang is “${facts.lang}”`);
  if (!facts.title) report("title", route, "the title is empty");
  if (facts.headings !== 1 && !isPackage(route)) report("heading", route, `${facts.headings} h1`);
  for (const src of facts.brokenImages) report("request", route, `an image does not show: ${src}`);
  if (!facts.hasBase) {
    for (const address of facts.addresses) {
      const fault = addressFault(site, route, address);
      if (fault) report("address", route, `<${address.tag}> ${fault}`);
    }
  }
  if (!isPackage(route) && !facts.skipLink.startsWith("#")) report("skip", route, "the first link is not a skip link");
  if (isCase(route)) checkWeight(facts, { site, route, report });
}

function checkWeight(facts, { site, route, report }) {
  const loaded = facts.addresses.filter(({ tag, rel }) => tag === "script" || (tag === "link" && /\bstylesheet\b/.test(rel)));
  const files = loaded.map(({ address }) => path.join(site, path.posix.dirname(route), address.split(/[?#]/, 1)[0]));
  const bytes = [path.join(site, route), ...files.filter(existsSync)].reduce((sum, file) => sum + statSync(file).size, 0);
  if (bytes > CASE_BYTES) report("weight", route, `${(bytes / 1024).toFixed(1)} KB with its style sheets and scripts`);
}

/** Reports errors and strange requests until the function it gives is called. */
function listen(tab, root, route, report) {
  const inside = (url) => url.startsWith(root) || /^(data:|blob:|about:)/.test(url);
  const handlers = {
    console: (message) => message.type() === "error" && report("console", route, message.text()),
    pageerror: (error) => report("console", route, error.message),
    request: (request) => inside(request.url()) || report("request", route, `asks for ${request.url()}`),
    requestfailed: (request) =>
      request.failure()?.errorText === "net::ERR_ABORTED" || report("request", route, `${request.url()}: ${request.failure()?.errorText}`),
  };
  for (const [event, handler] of Object.entries(handlers)) tab.on(event, handler);
  return () => Object.entries(handlers).forEach(([event, handler]) => tab.off(event, handler));
}
