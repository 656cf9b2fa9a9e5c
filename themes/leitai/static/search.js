// 搜索页：查找、核对、排序、显示结果。数据文件由 search-files.js 来读；筛选、建议、提示和地址在 search-tools.js，
// 第一批结果显示以后才取；取不到，表单照常提交，只是重开一页。
(() => {
"use strict";
const my = window.leitaiSearch;
if (!my) return;
const { form, make, fresh, damaged, run, load, cancel, unpack, store, open, number, decode, fold, loadSimple } = my;
const $ = (name) => document.querySelector(`[data-${name}]`);
const box = form.elements.q, results = $("results"), status = $("status");
const FIELDS = { dimension: "维度", year: "年份", quarter: "季度", unit: "单位", result: "结果", topic: "主题", level: "级别" };
const BROKEN = "有一部分搜索数据没有读到，结果可能不全。请刷新页面再试；一直这样，请告诉网站的管理人员重新发布全站。";
const WEIGHED = ["bonus", "unit"];
const PAGE = 20, BATCH = 40, pageTitle = document.title;
const facets = {};
let slow;
const uniq = (items) => [...new Set(items)];

// 查询
const clean = (text) => text.normalize("NFC").replace(/[\p{Cs}\ufffd\ufeff]|(?!\s)\p{Cc}/gu, "").replace(/\s+/g, " ");
function parse(text, splits) {
  let isCut = false;
  const words = new Map();
  clean(text).split(/["“”]/).flatMap((part, i) => i % 2 ? part : part.split(splits ? /[\p{P}\s]/u : " ")).forEach((raw) => {
    const all = [...raw.trim()], word = fold(all.slice(0, 80).join("")).s;
    if (!/[^\p{P}\s]/u.test(word)) return;
    if (all.length > 80 || words.size > 19 && !words.has(word)) isCut = true;
    if (words.size < 20) words.set(word, raw.trim());
  });
  return { words: [...words.keys()], raws: [...words.values()], isCut };
}

const names = (key) => my.manifest[key.length > 1 ? "pairs" : "single"];
const hex = (key) => key.split("").map((c) => c.charCodeAt().toString(16).padStart(4, "0")).join("");
function place(key) {
  const all = names(key), wanted = hex(key);
  let low = 0, high = all.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (all[middle] > wanted) high = middle; else low = middle + 1;
  }
  return low - 1;
}
const home = (key) => {
  const name = names(key)[place(key)];
  return name && "t" + name;
};
// 一个文件管的范围越宽，里面的字对越少见
const width = (pair) => {
  const start = (i) => parseInt(my.manifest.pairs[i]?.slice(0, 8) ?? "ffffffff", 16), i = place(pair);
  return i < 0 ? Infinity : start(i + 1) - start(i);
};
function plan(word) {
  const runs = (n) => uniq(Array.from({ length: Math.max(0, word.length - n + 1) }, (_, i) => word.substr(i, n)));
  const pairs = runs(2), triples = runs(3).map((t) => t.slice(1) + t[0]);
  if (word.length < 5) return { keys: pairs.length ? pairs : [word], rest: [], triples, early: triples };
  const rare = pairs.map((pair) => [width(pair), pair]).sort((x, y) => y[0] - x[0]).map(([, pair]) => pair);
  const apart = (keys, pair) => keys.length < 3 && !keys.some((key) => key[1] === pair[0] || key[0] === pair[1]) ? [...keys, pair] : keys;
  const keys = rare.reduce(apart, []), rest = rare.filter((pair) => !keys.includes(pair));
  keys.push(...rest.splice(0, 3 - keys.length));
  return { keys, rest: [...rest, ...triples], triples, early: [] };
}

/** 可能含有这些词的文档和分数：不会少，偶尔会多。 */
async function find(words, query) {
  const got = new Map(), plans = words.map(plan);
  const wave = async (keys) => {
    const wanted = uniq(keys.map(home)).filter((name) => name && !got.has(name));
    await Promise.all(wanted.map(async (name) => got.set(name, await load(name, decode, query).catch(damaged(query)))));
    fresh(query);
    return meet(plans, got);
  };
  let found = await wave(plans.flatMap((p) => [...p.keys, ...p.early]));
  while (found.ids.length > PAGE && plans.some((p) => p.rest.length)) {
    found = await wave(plans.flatMap((p) => {
      const next = p.rest.splice(0, 16);
      p.keys.push(...next.filter((key) => key.length < 3));
      return next;
    }));
  }
  return found;
}
const walk = ({ file: { docs }, range: [at, end] }) => (id) => {
  while (at < end && docs[at] < id) at++;
  return at < end && docs[at] === id ? at : -1;
};
function meet(plans, got) {
  const rangeOf = (key) => got.get(home(key))?.terms.get(number(...key.split("").map((unit) => unit.charCodeAt())));
  const lists = plans.flatMap((p, word) => [...p.keys, ...p.triples].flatMap((key) => {
    const name = home(key), file = got.get(name), range = rangeOf(key), isPair = key.length < 3;
    if (range) return { word, isPair, file, range };
    return isPair && (file || !name) ? { file: { docs: [] }, range: [0, 0] } : [];
  }));
  lists.sort((x, y) => x.range[1] - x.range[0] - y.range[1] + y.range[0]);
  let ids = lists.length ? lists[0].file.docs.slice(...lists[0].range) : [];
  for (const each of lists.slice(1)) {
    const step = walk(each);
    ids = ids.filter((id) => step(id) >= 0);
  }
  const scores = new Uint16Array(ids.length);
  plans.forEach((_, word) => {
    const least = new Uint8Array(ids.length).fill(9);
    for (const each of lists) if (each.isPair && each.word === word) {
      const step = walk(each);
      ids.forEach((id, i) => { least[i] = Math.min(least[i], each.file.weights[step(id)]); });
    }
    least.forEach((w, i) => { scores[i] += w === 4 ? 8 : w % 9; });
  });
  return { ids, scores, doubts: ids.length > PAGE ? plans.flatMap((p) => p.triples.flatMap((key) => doubt(key, got, rangeOf))) : [] };
}
/** 三个字连着、又不是例外的：要么哪里都没有，要么同时有两个字对的文档里，没有它的不多于 most 个。 */
function doubt(key, got, rangeOf) {
  const text = key[2] + key.slice(0, 2), pairs = [text.slice(0, 2), text.slice(1)].map(rangeOf);
  if (!got.get(home(key)) || rangeOf(key) || !pairs.every(Boolean)) return [];
  return { text, missed: 0, most: Math.max(3, Math.min(...pairs.map(([from, to]) => to - from)) / 20) };
}

// 分面
const loadFacets = (fields) => Promise.all((my.manifest.split ? fields.map((f) => "facet-" + f) : ["facets"])
  .map(async (name) => Object.assign(facets, await load(name, unpack)))).catch(damaged(my.now));
const setOf = (field, id) => { const c = field.of.charCodeAt(id); return c - 35 - (c > 92) - (c > 0xdfff) * 2048; };
const tester = (field, value) => {
  const n = field.values.indexOf(value), has = field.sets.map((set) => set.includes(n));
  return (id) => has[setOf(field, id)];
};
const read = (text) => {
  const params = new URLSearchParams(text);
  return Object.fromEntries(["q", ...Object.keys(FIELDS), "sort"].map((key) => [key, params.get(key)]).filter(([, value]) => value));
};
// 一次查询
async function respond(back) {
  const query = ++my.now;
  clearTimeout(slow);
  slow = setTimeout(() => { status.textContent = "正在查找…"; }, 400);
  results.removeAttribute("data-count");
  document.title = my.state.q ? `${my.state.q} - ${pageTitle}` : pageTitle;
  try {
    await search(query, back?.shown || PAGE);
    if (back) scrollTo(0, back.y);
  } catch {
    if (query === my.now) show(false, BROKEN);
  }
}
function show(isFound, text) {
  clearTimeout(slow);
  $("found").hidden = !isFound;
  $("browse").hidden = isFound;
  status.textContent = text;
  if (isFound) return;
  $("notes").replaceChildren();
  results.replaceChildren();
}
const loadTools = () => my.tools ??= run(form.dataset.tools).catch(damaged(my.now)).then(() => { if (!my.finish) my.tools = null; });

async function search(query, wanted) {
  const { state } = my, chosen = Object.keys(FIELDS).filter((f) => state[f]), text = state.q ?? "";
  let parsed = parse(text);
  if (!parsed.words.length && (text.trim() || !chosen.length && !state.sort)) {
    my.answer = null;
    cancel();
    show(false, text.trim() && "请输入要找的字词；只有标点，没法查找。");
    if (text.trim()) results.dataset.count = 0;
    await loadTools();
    return my.manifest || open();
  }
  if (!my.manifest) await open();
  fresh(query);
  const needed = [...chosen, ...WEIGHED.filter((f) => f === state.sort)], filtering = needed.length && loadFacets([...needed, "kind"]);
  for (const step of [0, 1, 2]) {
    if (step === 1) {
      if (my.simple || !/[^\0-\x7f]/.test(text)) continue;
      await loadSimple(query);
    }
    const next = step ? parse(text, step > 1) : parsed;
    if (step && (!next.words.length || next.words.join("\n") === parsed.words.join("\n"))) continue;
    parsed = next;
    const finding = next.words.length ? find(next.words, query) : { ids: [...Array(my.manifest.documents).keys()], scores: [], doubts: [] };
    cancel();
    const found = await finding;
    await filtering;
    fresh(query);
    arrange({ query, parsed, chosen, wrong: new Set(), others: [], shown: 0 }, found);
    await more(Math.min(10, wanted));
    if (my.answer.shown || my.answer.others.length || my.answer.rest.length) break;
  }
  const late = Promise.all([loadFacets(["kind", ...my.manifest.split ? [] : Object.keys(FIELDS)]), loadTools()]);
  if (wanted > 10) await more(wanted - my.answer.shown);
  await late;
  await conclude(query);
}

function arrange(answer, { ids, scores, doubts }) {
  // 加分高的在前；单位按全区的次序，没有单位的在最后
  const { state } = my, field = WEIGHED.includes(state.sort) && facets[state.sort];
  const points = field && field.sets.map((set) => state.sort === "unit" ? -(set[0] ?? Infinity) : Number(field.values[set[0]] ?? 0)), levels = new Map();
  for (let i = ids.length; i--;) {
    const weight = field ? points[setOf(field, ids[i])] : state.sort === "date" ? 0 : scores[i] ?? 0;
    const level = levels.get(weight);
    if (level) level.push(ids[i]); else levels.set(weight, [ids[i]]);
  }
  answer.base = [...levels].sort((x, y) => y[0] - x[0]).flatMap(([, level]) => level);
  answer.filters = answer.chosen.filter((f) => facets[f]?.values.includes(state[f])).map((f) => [f, tester(facets[f], state[f])]);
  answer.rest = answer.base.filter((id) => answer.filters.every(([, test]) => test(id)));
  answer.doubts = doubts;
  my.answer = answer;
  divide(answer);
}
/** 案例与其他分开；种类要读到分面文件才知道。 */
function divide(answer) {
  if (!facets.kind || answer.queue) return;
  const test = tester(facets.kind, "案例");
  answer.queue = answer.rest.filter((id) => !test(id));
  answer.rest = answer.rest.filter(test);
}

/** 取来这些文档，留下真含有每个词的。 */
async function verify(ids) {
  const { query, parsed: { words }, wrong, doubts } = my.answer, per = my.manifest.per_store;
  const docs = await Promise.all(ids.map(async (id) => (await store(id, query).catch(damaged(query)))?.[id % per]));
  fresh(query);
  if (!my.simple && words.length && docs.some((doc) => doc?.[6] & 1)) await loadSimple(query);
  return docs.flatMap((doc, i) => {
    if (!doc) return [];
    const text = [2, 4, 5].map((part) => doc[part].normalize("NFC")), whole = text.join("\n"), folded = fold(whole);
    if (words.every((word) => folded.s.includes(word))) return { id: ids[i], doc, text, whole, ...folded };
    wrong.add(ids[i]);
    for (const one of doubts) if (!folded.s.includes(one.text)) one.missed++;
    return [];
  });
}

async function more(wanted) {
  const mine = my.answer;
  for (let missed = 0; wanted > 0 && mine.rest.length && !(my.broken === mine.query && missed > BATCH);) {
    const part = mine.rest.splice(0, missed ? BATCH : wanted), hits = await verify(part);
    if (mine.doubts.some((one) => one.missed > one.most)) mine.base = mine.rest = mine.queue = [];
    const cases = hits.filter((hit) => hit.doc[1] || !mine.others.push(hit)), items = cases.splice(0, wanted).map((hit) => make("li", { className: "hit" }, ...entry(hit)));
    mine.rest.unshift(...cases.map(({ id }) => id));
    missed += part.length - hits.length;
    if (missed > BATCH) clearTimeout(slow), status.textContent = `正在逐篇核对，已看过 ${missed} 篇`;
    if (!items.length) continue;
    if (!mine.shown) results.replaceChildren(), show(true, "");
    results.append(...items);
    mine.shown += items.length;
    wanted -= items.length;
  }
}

/** 没有逐篇核对过的、三个字以上的词，或者有文档没读到，总数可能差一点。 */
const tally = ({ query, total, rest, parsed: { words } }) => `${my.broken === query || rest.length && words.some((word) => word.length > 2) ? "约" : "共"} ${total} 件案例`;
/** 结果之后的事：总数，以及 search-tools.js 的分面、其他页面和提示。 */
async function conclude(query) {
  const mine = my.answer;
  fresh(query);
  divide(mine);
  if (!mine.shown && mine.rest.length) await more(PAGE);
  await loadTools();
  fresh(query);
  const test = facets.kind ? tester(facets.kind, "案例") : () => true;
  mine.total = mine.base.filter((id) => test(id) && !mine.wrong.has(id) && mine.filters.every(([, pass]) => pass(id))).length;
  if (!mine.shown) results.replaceChildren();
  await my.finish?.(mine);
  fresh(query);
  if (!my.finish) show(mine.total > 0, tally(mine));
  results.dataset.count = mine.total;
  await my.afterwards?.(mine).catch(() => {});
}

// 显示
function matches({ s, at, whole }) {
  const all = [];
  for (const word of my.answer.parsed.words) {
    for (let i = s.indexOf(word), n = 0; i >= 0 && n < 100; i = s.indexOf(word, i + word.length), n++) {
      let end = at[i + word.length - 1] + 1;
      if (whole.charCodeAt(end) >> 10 === 55) end++;
      all.push([at[i], end, word]);
    }
  }
  return all.sort((x, y) => x[0] - y[0]);
}
function paint(element, whole, from, to, marks) {
  for (const [start, end] of marks) {
    const a = Math.max(start, from), b = Math.min(end, to);
    if (a >= b) continue;
    element.append(whole.slice(from, a), make("mark", {}, whole.slice(a, b)));
    from = b;
  }
  element.append(whole.slice(from, to));
  return element;
}
/** 匹配处前后的一段，尽量从句首开始、在标点处收住。 */
function quote(p, whole, marks, start, from, length) {
  let a = Math.max(from, start - 28);
  const head = whole.slice(a, start), sentence = head.search(/[^。！？；\n]*$/);
  const isWhole = sentence || a === from || /[。！？；\n]/.test(whole[a - 1]);
  a += sentence || (isWhole ? 0 : head.slice(0, 14).search(/[，、：]/) + 1);
  let b = a + length;
  const stop = whole.slice(b - 14, b + 14).search(/[。！？；\n]/);
  if (stop >= 0) b += stop - 13;
  while (whole.charCodeAt(a) >> 10 === 55) a++;
  while (whole.charCodeAt(b) >> 10 === 55) b++;
  if (!isWhole) p.append("…");
  paint(p, whole, a, b, marks);
  if (stop < 0 && b < whole.length) p.append("…");
}
function entry({ doc, text: [title, words], whole, ...folded }, heading = "h2") {
  const marks = matches({ whole, ...folded }), p = make("p", { className: "summary" }), body = title.length + words.length + 2;
  const inBody = marks.filter(([start]) => start >= body);
  const others = marks.filter(([start, , word]) => start > title.length && start < body && !marks.some((m) => m[2] === word && (m[0] < title.length || m[0] >= body)));
  // 单位、汇报人、主题、标签里的：写在下面一行事实里，没有的补在后面
  const meta = make("p", { className: "meta" }), extra = [];
  let line = title.length + 1, facts = doc[3];
  for (const text of words.split("\n")) {
    const from = line, at = facts.indexOf(text);
    line += text.length + 1;
    if (!others.some(([start]) => start >= from && start < line)) continue;
    if (at < 0) extra.push(from, line - 1);
    else {
      meta.append(facts.slice(0, at));
      paint(meta, whole, from, line - 1, marks);
      facts = facts.slice(at + text.length);
    }
  }
  meta.append(facts);
  while (extra.length) meta.append(" · "), paint(meta, whole, ...extra.splice(0, 2), marks);
  const [first] = inBody, second = inBody.find(([start, , word]) => word !== first[2] && start > first[0] + 70);
  if (second) [first, second].forEach(([start]) => quote(p, whole, marks, start, body, 56));
  else quote(p, whole, marks, first ? first[0] : body, body, 96);
  const a = paint(make("a", { href: form.dataset.root + doc[0], data: doc[1] && { case: doc[1] } }), whole, 0, title.length, marks);
  return [make(heading, {}, a), p, meta];
}

function start(back) {
  my.state = read(location.search);
  box.value = my.state.q ?? "";
  respond(back);
}
Object.assign(my, { $, box, results, status, facets, FIELDS, BROKEN, uniq, clean, tally, find, loadFacets, setOf, tester, respond, start, more, conclude, show, verify, entry, PAGE });
start(history.state);
})();
