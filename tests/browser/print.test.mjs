// What a leader prints: a year on one page, however many townships there are. `LEITAI` names the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inTab, startBrowser } from "./browser.mjs";

const LEITAI = path.resolve(process.env.LEITAI ?? "../../target/release/leitai");
const RESULTS = ["市级典型案例", "推荐市级", "观摩点", "交流经验", "参赛"];
const DIMENSIONS = ["组织建设", "乡村产业", "人居环境", "乡村治理", "乡风文化", "其他"];

let browser, root;
before(async () => {
  root = mkdtempSync(path.join(tmpdir(), "leitai-print-"));
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(root, { recursive: true });
});

for (const [townships, isRunning] of [[5, false], [10, true], [20, false], [40, false]]) {
  const when = isRunning ? " while a contest goes on" : "";
  test(`the standing of ${townships} townships and the chart of its year are printed on one page${when}`, () =>
    inTab(browser, async (tab) => {
      await tab.goto(pathToFileURL(path.join(built(townships, isRunning), "years/2026.html")).href);
      assert.equal(await tab.locator(".year-standing tbody tr").count(), townships);
      assert.equal(await tab.locator(".year-results .chart-rows li").count(), Math.min(townships, DIMENSIONS.length));
      // The reasons of all points start on the next page.
      await tab.evaluate(() => document.querySelectorAll(".year-reasons, .year-contests, .beside, .footer").forEach((e) => e.remove()));
      assert.equal(await pages(tab), 1);
    }));
}

async function pages(tab) {
  const pdf = await tab.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}

/** A site of two years in which every township has a case each, and one in a contest that goes on. */
function built(townships, isRunning) {
  const folder = path.join(root, String(townships));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  write("content/site.yaml", "name: 甲区擂台比武案例库\norganization: 甲区委组织部\n");
  for (const year of [2025, 2026]) {
    write(`content/competitions/${year}.md`, `---\nid: ${year}Q1\ntitle: 第一季度\npublished: ${year}-04-10\n---\n`);
    for (let number = 0; number < townships; number += 1) {
      const at = (values, step) => values[(number * step + year) % values.length];
      const facts = [`title: 案例${year}之${number}`, `unit: 第${number + 101}街道`, `competition: ${year}Q1`, `result: ${at(RESULTS, 3)}`, `dimension: ${at(DIMENSIONS, 1)}`];
      write(`content/cases/c${year}-${number}.md`, `---\n${facts.join("\n")}\n---\n`);
    }
  }
  if (isRunning) {
    write("content/competitions/next.md", "---\nid: 2026Q4\ntitle: 第四季度\n---\n");
    for (let number = 0; number < townships; number += 1) {
      const facts = ["date: 2026-11-20", `unit: 第${number + 101}街道`, "competition: 2026Q4", `dimension: ${DIMENSIONS[number % 6]}`];
      write(`content/cases/next-${number}.md`, `---\ntitle: 第四季度案例之${number}\n${facts.join("\n")}\n---\n`);
    }
  }
  execFileSync(LEITAI, ["build", "--root", folder, "--today", "2026-12-01"], { stdio: "ignore" });
  return path.join(folder, "output");
}
