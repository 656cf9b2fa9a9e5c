// The search page as a reader uses it.

export const STATUS = "[data-status]";

/** Waits until the query of the page is answered. */
export const answered = (tab) => tab.locator("[data-results][data-count]").waitFor({ state: "attached", timeout: 15_000 });

/** Opens the search page, with a query where there is one. */
export async function open(tab, page, choice) {
  await tab.goto(choice ? `${page}?${new URLSearchParams(choice)}` : page);
  if (choice) await answered(tab);
  else await tab.locator("input[role=combobox]").waitFor();
}

/** Types a query over the one before, and waits for the answer to it. */
export async function query(tab, text, { waits = true } = {}) {
  await tab.locator("input[role=combobox]").waitFor();
  const before = await tab.evaluate(() => document.querySelector("[data-results]").dataset.count);
  const address = tab.url();
  await tab.evaluate((value) => {
    const box = document.querySelector("input[name=q]");
    box.focus();
    box.value = value;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
  if (before === undefined || text.trim()) await tab.waitForFunction((old) => location.href !== old, address);
  await tab.waitForTimeout(20);
  if (text.trim() && waits) await answered(tab);
}

/** What the page shows: how many, the first slugs as they stand, and the same in the order of the alphabet. */
export async function shown(tab) {
  const more = tab.locator("[data-more]");
  const links = tab.locator("[data-results] a[data-case]");
  const count = Number(await tab.locator("[data-results]").getAttribute("data-count"));
  while (await more.isVisible()) {
    const had = await links.count();
    await more.click();
    await tab.waitForFunction((n) => document.querySelectorAll("[data-results] a[data-case]").length > n, had);
    await tab.waitForFunction(() => !document.querySelector("[data-more]").disabled);
  }
  const order = await links.evaluateAll((all) => all.map((a) => a.dataset.case));
  return { count, order, slugs: [...order].sort() };
}

/** The query and the choices in the address. */
export const state = (tab) => Object.fromEntries(new URL(tab.url()).searchParams);
