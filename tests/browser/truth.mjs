// What the search should find, counted anew from the built pages and from data/cases.json.

import { readFileSync } from "node:fs";
import path from "node:path";

const IMPLIED = { 市级典型案例: ["推荐市级"] };

/** The public cases with their text, a line for the title, each word beside it and each block of the body. */
export function readCases(site) {
  const all = JSON.parse(readFileSync(path.join(site, "data/cases.json"), "utf8")).filter((one) => !one.withdrawn);
  return all.map((one) => ({ ...one, text: [one.title, ...wordsOf(one), bodyOf(readFileSync(path.join(site, one.url), "utf8"))].join("\n") }));
}

function wordsOf({ unit, presenter, theme, tags }) {
  return [unit.township + (unit.village ?? ""), presenter && [presenter.name, presenter.role].filter(Boolean).join(""), theme, ...tags].filter(Boolean);
}

function bodyOf(html) {
  const start = html.indexOf('<div class="prose');
  const end = Math.min(...['<section class="history"', '<aside class="case-side"'].map((mark) => html.indexOf(mark, start)).filter((at) => at > 0));
  return html
    .slice(start, end)
    .replace(/<a class="anchor".*?<\/a>|<sup class="footnote-ref">.*?<\/sup>|<a[^>]*role="doc-backlink".*?<\/a>/gs, "")
    .replace(/<\/(p|li|h\d|td|th|figcaption|blockquote|pre|div)>|<br>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&quot;/g, '"').replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#39;/g, "'").replace(/&amp;/g, "&")
    .split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
}

const list = (value) => (Array.isArray(value) ? value : [value]).filter(Boolean);
const unique = (values) => [...new Set(values)];
const NUMBERS = ["一", "二", "三", "四"];

const VALUES = {
  dimension: (one) => list(one.dimension),
  year: (one) => unique(one.entries.map(({ quarter }) => quarter.slice(0, 4))),
  quarter: (one) => unique(one.entries.map(({ quarter }) => `${quarter.slice(0, 4)}年第${NUMBERS[quarter[5] - 1]}季度`)),
  unit: (one) => [one.unit.township],
  result: (one) => unique(list(one.result).flatMap((result) => [result, ...(IMPLIED[result] ?? [])])),
  topic: (one) => unique([one, ...one.entries].flatMap(({ theme }) => list(theme))),
  level: (one) => unique(one.entries.map(({ level }) => level)),
};

/** How many cases a choice has, and each value's count under the choices in the other fields. */
export function facetsOf(cases, choice) {
  const fields = Object.keys(VALUES);
  const base = cases.filter(({ text }) => text.includes(choice.q ?? ""));
  const fits = (one, except) => fields.every((field) => field === except || !choice[field] || VALUES[field](one).includes(choice[field]));
  const facets = fields.flatMap((field) => {
    const counts = new Map();
    for (const one of base) if (fits(one, field)) for (const value of VALUES[field](one)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].map(([value, n]) => [field, value, n]);
  });
  return { count: base.filter((one) => fits(one)).length, facets };
}
