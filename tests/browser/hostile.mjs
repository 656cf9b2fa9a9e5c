// An archive of which every text is written by an attacker.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { addresses, payloads } from "./payloads.mjs";

const RESULTS = ["参赛", "交流经验", "观摩点", "推荐市级"];

/** JSON is YAML. */
const yaml = (pairs) => Object.entries(pairs).map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join("\n");

/** As the text of a link or of a cell. */
const inline = (text) => text.replace(/[\\[\]|]/g, "\\$&");

/** What the program refuses, and so never publishes: a remark that never ends, an address outside the archive. */
const isRefused = (text) => /<!--(?!.*--!?>)/s.test(text) || /^[\\/]/.test(text);

const hrefs = addresses.filter((address) => !isRefused(address));
const shown = payloads.filter((text) => !isRefused(text));

/** The payload after this one, so that no two places of a case hold the same. */
const next = (number, step) => payloads[(number + step) % payloads.length];

function caseOf(payload, number) {
  const [text, other] = [payload, next(number, 1)].map((one) => (isRefused(one) ? "" : one));
  const front = {
    title: payload,
    unit: `湖东街道/${number % 2 ? "青禾社区" : village}`,
    dimension: "乡村治理",
    competition: "2026Q3",
    result: RESULTS[number % RESULTS.length],
    award: next(number, 1),
    // Each has a page of its own.
    ...(number % 4 === 0 && { track: "自选动作", theme: next(number, 2) }),
    presenter: { name: next(number, 3), role: "驻村第一书记" },
    summary: next(number, 4),
    tags: [next(number, 5), next(number, 6)],
    honors: [next(number, 7)],
    source: next(number, 8),
    author: next(number, 9),
    extra: { [next(number, 10)]: next(number, 11) },
  };
  const address = hrefs[number % hrefs.length];
  return `---
${yaml(front)}
${number % 40 === 7 ? yaml({ withdrawn: { date: "2026-10-01", reason: text } }) : ""}
---

${text}

正文 ${text} 之间，又 ${other}，[${inline(text)}](<${address}>)，[引用]，![${inline(text)}](<${address}>)，![${inline(text)}](images/照片.png "${text.replace(/["\\]/g, "\\$&")}")。

![${inline(text)}](images/照片.png)

[引用]: <${address}> '${text.replace(/['\\]/g, "\\$&")}'

## 主要做法

### ${text}

\`${text.replace(/`/g, "'")}\`[^1]

\`\`\`${text.replace(/[`\n]/g, "'")}
${text}
\`\`\`

| ${inline(text)} | 乙 |
| --- | --- |
| ${inline(text)} | **${inline(text)}** |

[^1]: ${text}

## 工作亮点

> ${text}

- ${text}
- ${other}
- <${address}>

## 取得成效

<div>${text}</div>

<details><summary>${text}</summary>${text}</details>
`;
}

// A name between two slashes has none itself.
const village = "青<img src=x onerror=alert(1)>'\"&村";
const [name, organization, district] = ["'\"></title><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</script><svg onload=alert(1)>"];

const SITE = `${yaml({
  name,
  organization,
  district,
  raw_html: "safe",
  platforms: ["wechat", "weibo", "toutiao", "desk"].map((kind) => ({ id: kind, name: `${name}${kind}`, kind, select: kind === "desk" ? { result: "推荐市级" } : {} })),
  footer: { icp: organization, police: district, contact: name },
  gov: { SiteIDCode: "5300000000" },
  base_url: "https://example.invalid/",
})}\n`;

const CONTEST = `---
${yaml({
  title: `第三季度${name}`,
  host: organization,
  theme: district,
  stages: { 比武申报: "2026-07-05..2026-07-20", 领导小组评定: "2026-08-25" },
  criteria: [{ name: organization, points: 100, look_for: name }],
  scores: "2026Q3.csv",
  published: "2026-09-01",
})}
---

${shown.map((text) => `- ${text}`).join("\n")}
`;

const cell = (text) => `"${text.replaceAll('"', '""')}"`;

/** Writes the archive into a folder. */
export function writeArchive(folder, picture) {
  const write = (file, content) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  };
  write("content/site.yaml", SITE);
  write("content/units.yaml", yaml({ 湖东街道: ["青禾社区", village] }));
  write("content/competitions/2026Q3.md", CONTEST);
  write("content/competitions/2026Q3.csv", `案例,${cell(organization)},${cell("=1+1")}\n${payloads.map((_, number) => `p${number},90,91\n`).join("")}`);
  write("content/cases/images/照片.png", picture);
  write("content/pages/about.md", `---\n${yaml({ title: name })}\n---\n\n${shown.join("\n\n")}\n`);
  payloads.forEach((text, number) => write(`content/cases/p${number}.md`, caseOf(text, number)));
}
