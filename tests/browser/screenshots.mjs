// Pictures to be looked at: `node screenshots.mjs FOLDER [ROUTE …]`, each page by day and by night at three widths, and as
// it is printed on A4. `SITE` names the site's folder; without routes, one page of each kind.

import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { startBrowser } from "./browser.mjs";
import { isFragment, kindOf } from "./routes.mjs";

const PAPER = Math.round((210 / 25.4) * 96);
const LOOKS = [
  ...[360, 768, 1280].flatMap((width) => [{ name: `${width}`, width }, { name: `${width}-dark`, width, colorScheme: "dark" }]),
  { name: "print", width: PAPER, media: "print" },
];
const TALLEST = 3000;

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) {
  process.stderr.write("usage: SITE=… node screenshots.mjs FOLDER [ROUTE …]\n");
  process.exit(2);
}
const site = path.resolve(process.env.SITE ?? "../../output");
mkdirSync(folder, { recursive: true });

const pictures = wanted.length > 0 ? new Map(wanted.map((route) => [route, route])) : oneOfEachKind();
const browser = await startBrowser();
for (const [name, route] of pictures) {
  for (const { name: look, width, colorScheme, media } of LOOKS) {
    const tab = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await tab.emulateMedia({ media });
    await tab.goto(pathToFileURL(path.join(site, route)).href, { waitUntil: "load" });
    const height = Math.min(TALLEST, await tab.evaluate(() => document.documentElement.scrollHeight));
    const file = `${name.replaceAll("/*", "-x").replace(/\.html$/, "").replace(/[^a-z0-9-]+/gi, "_")}-${look}.png`;
    await tab.screenshot({ path: path.join(folder, file), fullPage: true, clip: { x: 0, y: 0, width, height } });
    process.stdout.write(`${file}  ${route}\n`);
    await tab.close();
  }
}
await browser.close();

/** The first page of each kind, in the order of the alphabet. */
function oneOfEachKind() {
  const files = readdirSync(site, { recursive: true }).map((file) => file.split(path.sep).join("/"));
  const pages = files.filter((file) => file.endsWith(".html") && !isFragment(file)).sort();
  return new Map(pages.reverse().map((route) => [kindOf(route), route]));
}
