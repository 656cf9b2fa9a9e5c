// What is looked at inside a page. These functions run in the browser, so each stands alone.

/** The plain facts of a page: head, headings, every address as written. */
export function readFacts() {
  const addresses = [];
  const add = (tag, address, rel) => addresses.push({ tag, address: address.trim(), rel });
  for (const a of document.querySelectorAll("a[href], area[href]")) add("a", a.getAttribute("href"));
  for (const link of document.querySelectorAll("link[href]")) add("link", link.getAttribute("href"), link.rel);
  for (const e of document.querySelectorAll("[src]")) add(e.localName, e.getAttribute("src"));
  for (const e of document.querySelectorAll("form[action]")) add("form", e.getAttribute("action"));
  for (const e of document.querySelectorAll("[srcset]"))
    for (const part of e.getAttribute("srcset").split(",")) add(e.localName, part.trim().split(/\s+/)[0]);
  const images = [...document.images].filter((img) => img.complete && img.naturalWidth === 0 && img.loading !== "lazy");
  return {
    title: document.title.trim(),
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    hasBase: document.querySelector("base") !== null,
    skipLink: document.querySelector("body a[href]")?.getAttribute("href") ?? "",
    brokenImages: images.map((img) => img.getAttribute("src")),
    addresses,
  };
}

/** How far the document is wider than the window, and by which elements. */
export function overflow() {
  const width = window.innerWidth;
  const over = document.documentElement.scrollWidth - width;
  if (over <= 0) return null;
  const scrolls = (e) => e && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.body.querySelectorAll("*")].filter(
    (e) => e.getBoundingClientRect().right > width + 0.5 && !scrolls(e.parentElement === document.body ? null : e.parentElement),
  );
  const name = (e) => e.localName + (typeof e.className === "string" && e.className ? `.${e.className.trim().split(/\s+/).join(".")}` : "");
  return `${over} px wider than ${width} px: ${wide.slice(0, 4).map(name).join(", ")}`;
}

/** What can be tapped, is no part of a sentence and is lower than `least` px; a link that covers its card is as high as that. */
export function smallTargets(least) {
  const isInText = (e) => e.closest(".prose") || [...e.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 1);
  const isSmall = (e) => {
    const { width, height } = e.getBoundingClientRect();
    return width > 0 && height < least && getComputedStyle(e, "::after").position !== "absolute";
  };
  const targets = [...document.querySelectorAll("a[href]:not(.skip), button, summary, input, select")];
  const name = (e) => `${e.parentElement.className || e.parentElement.localName} > ${e.localName} “${e.textContent.trim().slice(0, 12)}”`;
  return targets.filter((e) => isSmall(e) && !isInText(e)).map((e) => `${name(e)} is ${e.getBoundingClientRect().height} px high`);
}

/** Texts that are too faint on what is behind them: below 4.5 : 1, large ones below 3 : 1. */
export function faintTexts() {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  const known = new Map();
  // The canvas reads every way of writing a colour.
  const read = (color) => {
    if (!known.has(color)) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
      known.set(color, [r, g, b, a / 255]);
    }
    return known.get(color);
  };
  const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
  const behind = (e) => {
    if (!e) return read(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
    const style = getComputedStyle(e);
    if (style.backgroundImage !== "none") return null;
    const own = read(style.backgroundColor);
    if (own[3] === 1) return own;
    const below = behind(e.parentElement);
    return below && over(own, below);
  };
  const light = (color) => {
    const [r, g, b] = color.map((v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const own = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  const faint = [];
  const texts = [...document.body.querySelectorAll(":not(script, style, svg *, option, [aria-hidden=true] *)")].filter(own);
  for (const e of texts.slice(0, 400)) {
    const style = getComputedStyle(e);
    const { width, height } = e.getBoundingClientRect();
    if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || width < 2 || height < 2 || e.matches(":disabled")) continue;
    const ground = behind(e);
    if (!ground) continue;
    const [a, b] = [light(over(read(style.color), ground)), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} : 1 <${e.localName}> ${e.textContent.trim().slice(0, 16)}`);
  }
  return faint;
}

/** Numbers everything in the page's header that the keyboard must reach; how many there are, -1 without a header. */
export function markHeader() {
  const header = document.querySelector("body > header, [role=banner]") ?? document.querySelector("header");
  if (!header) return -1;
  const all = [...header.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 && e.type !== "hidden" && !(e.type === "radio" && !e.checked),
  );
  all.forEach((e, i) => e.setAttribute("data-tab-stop", String(i)));
  return all.length;
}

/** Where the keyboard is now. */
export function focused() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const header = document.querySelector("body > header, [role=banner]") ?? document.querySelector("header");
  return {
    stop: e.getAttribute("data-tab-stop"),
    text: `<${e.localName}> ${(e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 16)}`,
    href: e.getAttribute("href"),
    seen: outlined || style.boxShadow !== "none",
    inWindow: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    inHeader: Boolean(header?.contains(e)),
  };
}
