// The site by keyboard alone: the skip link, and everything in the header.

import { focused, markHeader } from "./inspect.mjs";

/** Tabs through the head of a page, on a phone and on a desk. */
export async function checkKeyboard(tab, { url, route, report }) {
  for (const width of [360, 1280]) {
    await tab.setViewportSize({ width, height: 740 });
    await tab.goto(url);
    await checkHeader(tab, { width, route, report });
  }
  await tab.goto(url);
  await checkSkipLink(tab, { route, report });
}

async function checkHeader(tab, { width, route, report }) {
  const stops = await tab.evaluate(markHeader);
  if (stops < 0) return report("keyboard", route, "there is no header");
  const missed = new Set(Array.from({ length: stops }, (_, i) => String(i)));
  // The skip link comes before, and a calendar or the like may take a Tab of its own.
  for (let presses = 0; presses < stops + 5 && missed.size > 0; presses += 1) {
    await tab.keyboard.press("Tab");
    const now = await tab.evaluate(focused);
    if (!now?.stop || !missed.delete(now.stop)) continue;
    if (!now.seen) report("keyboard", route, `focus cannot be seen at ${width} px: ${now.text}`);
  }
  for (const stop of missed) {
    const text = await tab.locator(`[data-tab-stop="${stop}"]`).evaluate((e) => e.outerHTML.slice(0, 80));
    report("keyboard", route, `not reached at ${width} px: ${text}`);
  }
}

async function checkSkipLink(tab, { route, report }) {
  await tab.keyboard.press("Tab");
  const link = await tab.evaluate(focused);
  if (!link?.href?.startsWith("#")) return report("skip", route, `the first Tab leads to ${link?.text ?? "nothing"}`);
  if (!link.inWindow) report("skip", route, "the skip link stays out of sight when it has the focus");
  await tab.keyboard.press("Enter");
  await tab.waitForFunction((hash) => location.hash === hash, link.href, { timeout: 2000 }).catch(() => {});
  await tab.keyboard.press("Tab");
  const next = await tab.evaluate(focused);
  // A page with nothing more to reach goes round to its first link.
  if (next?.inHeader) report("skip", route, `after the skip link, Tab is still at ${next.text}`);
}
