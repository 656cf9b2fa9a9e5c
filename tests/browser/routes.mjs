// What an address of the site stands for, and which of very many pages are looked at.

import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** Pages made for pasting elsewhere: `platforms/<id>/<slug>/…`. */
export const isPackage = (route) => /^platforms\/[^/]+\/[^/]+\//.test(route);

/** A piece of a page, to be pasted into another. */
export const isFragment = (route) => isPackage(route) && !route.endsWith("/preview.html");

/** A case's own page. */
export const isCase = (route) => /^cases\/(?!index\.html$|page-\d+\.html$)[^/]+\.html$/.test(route);

// Pages of one template have one kind: `cases/a.html` is a "case", `units/x/y.html` a page two folders down.
export function kindOf(route) {
  if (isPackage(route)) return `package ${path.posix.basename(route)}`;
  if (isCase(route)) return "case";
  const parts = route.replace(/\.html$/, "").split("/");
  if (parts.length === 1) return parts[0];
  if (/^page-\d+$/.test(parts.at(-1))) return `${parts[0]} page`;
  if (parts.at(-1) === "index") return parts.join("/");
  return parts[0] + "/*".repeat(parts.length - 1);
}

/** At most `count` items, spread evenly over the list. */
export function sample(items, count) {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]);
}

/**
 * A complaint about an address as written in the page at `route`, or nothing.
 * `tag` is the element, `rel` that of a `<link>`.
 */
export function addressFault(site, route, { tag, address, rel = "" }) {
  const external = /^(https?:|mailto:|tel:)/i.test(address);
  if (external && (tag === "a" || /\b(canonical|license|alternate)\b/.test(rel))) return null;
  if (/^data:image\//i.test(address) && tag !== "a") return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("/")) return `is not relative: ${address}`;
  if (address.startsWith("#")) return anchorFault(site, route, address.slice(1), address);
  const [withoutAnchor, anchor = ""] = address.split("#", 2);
  const written = withoutAnchor.split("?", 1)[0];
  let file;
  try {
    file = path.posix.normalize(path.posix.join(path.posix.dirname(route), decodeURIComponent(written)));
  } catch {
    return `cannot be decoded: ${address}`;
  }
  if (!/[^/]+\.[^/.]+$/.test(written)) return `does not end in a file name: ${address}`;
  if (file.startsWith("../")) return `leads out of the site: ${address}`;
  const target = path.join(site, file);
  if (!existsSync(target) || !statSync(target).isFile()) return `leads to no file: ${address}`;
  return anchorFault(site, file, anchor, address);
}

/** The page of the site that a relative address leads to, or null. */
export function targetPage(route, address) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("/") || address.startsWith("#")) return null;
  const written = decodeURIComponent(address.split(/[?#]/, 1)[0]);
  const file = path.posix.normalize(path.posix.join(path.posix.dirname(route), written));
  return file.endsWith(".html") && !file.startsWith("../") ? file : null;
}

const idsByFile = new Map();

function anchorFault(site, file, anchor, address) {
  if (anchor === "" || anchor === "top" || !file.endsWith(".html")) return null;
  const target = path.join(site, file);
  if (!idsByFile.has(target)) {
    const ids = readFileSync(target, "utf8").matchAll(/\sid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g);
    idsByFile.set(target, new Set([...ids].map((found) => found[1] ?? found[2] ?? found[3])));
  }
  const ids = idsByFile.get(target);
  const there = ids.has(anchor) || ids.has(decodeURIComponent(anchor));
  return there ? null : `has no such anchor: ${address}`;
}
