// 搜索页：从 search/ 的数据文件里找案例。文件的格式见 src/search/format.md；经 http 与双击打开，读的是同一批。
// 筛选、建议、提示和地址在 search-tools.js，第一批结果显示以后才取；取不到，表单照常提交，只是重开一页。
(() => {
"use strict";
const form = document.querySelector("[data-search]");
if (!form) return;
const $ = (name) => document.querySelector(`[data-${name}]`);
const box = form.elements.q, results = $("results"), status = $("status");
const FIELDS = { dimension: "维度", year: "年份", quarter: "季度", unit: "单位", result: "结果", topic: "主题", level: "级别" };
const BROKEN = "有一部分搜索数据没有读到，结果可能不全。请刷新页面再试；一直这样，请告诉网站的管理人员重新发布全站。";
const PAGE = 20, MOST_CHECKED = 200, pageTitle = document.title;
const files = new Map(), handed = new Map(), facets = {};
const my = window.leitaiSearch = { state: {}, now: 0 };
let simple, slow;

const make = (tag, { data, ...props } = {}, ...inside) => {
  const e = Object.assign(document.createElement(tag), props);
  if (data) Object.assign(e.dataset, data);
  e.append(...inside);
  return e;
};
const uniq = (items) => [...new Set(items)];
const fresh = (query) => { if (query !== my.now) throw query; };
const damaged = () => { my.broken = my.now; };

// 数据文件：每个只取一次；后来的查询用不着的，不再等它
const run = (src, charset) => new Promise((onload, onerror) => {
  document.head.append(make("script", { src, ...charset && { charset }, onload, onerror }));
});
window.S = (name, text) => handed.set(name, text);
async function script(name, src) {
  await run(src, "x-user-defined");
  return Uint8Array.from(handed.get(name), (c) => c.charCodeAt());
}
async function download(name, src, signal) {
  const answer = await fetch(my.manifest ? `${src}?v=${my.manifest.id}` : src, { signal, cache: my.manifest ? "default" : "no-cache" });
  if (!answer.ok) throw Error(src);
  const raw = new Uint8Array(await answer.arrayBuffer()), end = raw.lastIndexOf(39);
  let n = 0;
  for (let i = name.length + 6; i < end; i++) {
    let b = raw[i];
    if (b === 92) b = raw[++i], b === 110 ? b = 10 : b === 114 && (b = 13);
    raw[n++] = b;
  }
  return raw.slice(0, n);
}
const fnv = (bytes) => {
  let h = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i], 0x1000193);
  return h >>> 0;
};
function load(name, read, query = Infinity) {
  let file = files.get(name);
  if (!file) {
    const stop = new AbortController(), src = `${form.dataset.search}${name}.js`;
    files.set(name, file = { stop, query });
    file.data = (location.protocol.startsWith("http") ? download : script)(name, src, stop.signal).then((all) => {
      const part = all.subarray(0, -4);
      if (fnv(part) !== new DataView(all.buffer).getUint32(part.length, true)) throw Error(src);
      return read(part, name);
    });
    file.data.then(() => { file.done = true; }, () => files.get(name) === file && files.delete(name));
  }
  file.query = Math.max(file.query, query);
  return file.data;
}
const cancel = () => files.forEach((file, name) => {
  if (!file.done && file.query < my.now) files.delete(name), file.stop.abort();
});
const unpack = (bytes) => JSON.parse(new TextDecoder("gb18030").decode(inflate(bytes)));
/** RFC 1951；同步地解开几千字节，比浏览器自带的流快，老浏览器也能用。 */
function inflate(bytes) {
  let out = new Uint8Array(bytes.length * 4 + 512), n = 0, at = 0, hold = 0, held = 0, isLast;
  const byte = () => {
    if (at < bytes.length) return bytes[at++];
    throw Error("inflate");
  };
  const bits = (count) => {
    for (; held < count; held += 8) hold |= byte() << held;
    const value = hold & (1 << count) - 1;
    hold >>>= count;
    held -= count;
    return value;
  };
  const tree = (lengths) => {
    const counts = new Uint16Array(16), symbols = [], next = [];
    lengths.forEach((length) => length && counts[length]++);
    counts.reduce((sum, count, length) => (next[length] = sum) + count, 0);
    lengths.forEach((length, symbol) => { if (length) symbols[next[length]++] = symbol; });
    return { counts, symbols: Uint16Array.from(symbols) };
  };
  const symbol = ({ counts, symbols }) => {
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      if (!held) hold = byte(), held = 8;
      code |= hold & 1;
      hold >>>= 1;
      held--;
      const count = counts[length];
      if (code - first < count) return symbols[index + code - first];
      index += count;
      first = first + count << 1;
      code <<= 1;
    }
    throw Error("inflate");
  };
  const room = (count) => {
    if (n + count <= out.length) return;
    const larger = new Uint8Array(2 * (n + count));
    larger.set(out);
    out = larger;
  };
  const dynamic = () => {
    const literals = bits(5) + 257, distances = bits(5) + 1, first = new Uint8Array(19), all = [];
    for (let i = 0, count = bits(4) + 4; i < count; i++) first[[16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15][i]] = bits(3);
    const lengths = tree(first);
    while (all.length < literals + distances) {
      const s = symbol(lengths), times = s < 16 ? 1 : s < 17 ? 3 + bits(2) : s < 18 ? 3 + bits(3) : 11 + bits(7);
      all.push(...Array(times).fill(s < 16 ? s : s < 17 ? all[all.length - 1] : 0));
    }
    return [tree(all.slice(0, literals)), tree(all.slice(literals))];
  };
  do {
    isLast = bits(1);
    const type = bits(2);
    if (!type) {
      at -= held >> 3;
      const count = bytes[at] | bytes[at + 1] << 8;
      room(count);
      out.set(bytes.subarray(at + 4, at + 4 + count), n);
      n += count;
      at += 4 + count;
      hold = held = 0;
      continue;
    }
    const fixed = () => [tree([...Array(288).keys()].map((i) => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)), tree(Array(30).fill(5))];
    const [literals, distances] = type > 1 ? dynamic() : fixed();
    for (let s; (s = symbol(literals)) !== 256;) {
      room(258);
      if (s < 256) { out[n++] = s; continue; }
      s -= 257;
      const e = s < 8 || s > 27 ? 0 : (s >> 2) - 1, length = s > 27 ? 258 : s < 8 ? s + 3 : (4 + (s & 3) << e) + 3 + bits(e);
      const d = symbol(distances), f = d < 4 ? 0 : (d >> 1) - 1, distance = d < 4 ? d + 1 : (2 + (d & 1) << f) + 1 + bits(f);
      for (const end = n + length; n < end; n++) out[n] = out[n - distance];
    }
  } while (!isLast);
  return out.subarray(0, n);
}
async function open() {
  const all = await load("manifest", unpack);
  for (const part of ["single", "pairs"]) if (all[part].split) all[part] = all[part].split(" ").filter(Boolean);
  my.manifest = all;
}

let docs = new Uint32Array(1 << 17), weights = new Uint8Array(1 << 17);
const number = (a, b = 0, c = -1) => (a * 65536 + b) * 65537 + c + 1;
function decode(bytes, name) {
  const words = new Uint32Array((bytes.length >> 2) + 3);
  for (let i = 0; i < bytes.length; i++) words[i >> 2] |= bytes[i] << 24 - 8 * (i & 3);
  if (docs.length < bytes.length * 8) docs = new Uint32Array(bytes.length * 8), weights = new Uint8Array(docs.length);
  let p = 0, total = 0;
  const peek = () => p & 31 ? words[p >>> 5] << (p & 31) | words[(p >>> 5) + 1] >>> 32 - (p & 31) : words[p >>> 5] | 0;
  const bits = (n) => { const v = n && peek() >>> 32 - n; p += n; return v; };
  const gamma = () => { const n = Math.clz32(peek()); p += n; return bits(n + 1); };
  const delta = () => { const n = gamma() - 1; return 1 << n | bits(n); };
  const digits = (n) => 32 - Math.clz32(n);
  let [a, b, c = -1] = name.slice(1).match(/.{4}/g).map((hex) => parseInt(hex, 16));
  const isPair = b !== undefined, terms = new Map();
  for (let left = gamma() - 1, isFirst = true; left--; isFirst = false) {
    if (isFirst);
    else if (!isPair) a += delta();
    else if (!bits(1)) b += delta(), c = -1;
    else if (!bits(1)) c += delta();
    else a += delta(), b = bits(16), c = -1;
    const n = gamma(), start = total, k = n > 3 ? bits(4) : Math.max(0, digits(my.manifest.documents) - digits(n));
    for (let doc = -1; total < start + n; total++) {
      let q = 0, ones;
      while ((ones = Math.clz32(~peek())) > 31) p += 32, q += 32;
      p += ones + 1;
      docs[total] = doc += (q + ones << k | bits(k)) + 1;
      if (c < 0) {
        const t = peek() >>> 29, weight = t < 4 ? 1 : t < 6 ? 2 : t - 3;
        weights[total] = weight;
        p += Math.min(weight, 3);
      }
    }
    terms.set(number(a, b, c), [start, total]);
  }
  return { terms, docs: docs.slice(0, total), weights: weights.slice(0, total) };
}

// 要比较的文字化成同一个样子；at 是每个字原来的位置
const INVISIBLE = /[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const DROPPED = 1, SPACE = 2, units = new Uint16Array(65536);
const one = (c, other) => /^.$/us.test(other) ? other : c;
function plain(c) {
  if (INVISIBLE.test(c)) return "";
  if (/[\s\x85]/.test(c)) return " ";
  const whole = one(c, c.normalize("NFKC")), f = one(whole, whole.toLowerCase());
  return simple?.get(f) ?? f;
}
const learn = (code) => {
  const f = plain(String.fromCharCode(code));
  return units[code] = f ? f === " " ? SPACE : f.length > 1 ? code : f.charCodeAt() : DROPPED;
};
const isNarrow = (unit) => unit > 0x20 && unit < 0x250;
function fold(text) {
  const out = new Uint16Array(text.length), at = new Uint32Array(text.length);
  let n = 0, gap = -1;
  const push = (unit, i) => {
    if (gap >= 0 && n && isNarrow(out[n - 1]) && isNarrow(unit)) at[n] = gap, out[n++] = 32;
    gap = -1;
    at[n] = i;
    out[n++] = unit;
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i), unit = units[code] || learn(code);
    if (code === 10) gap = -1, push(code, i);
    else if (code >> 10 === 54) {
      const f = plain(text.slice(i, i + 2));
      for (let j = 0; j < f.length; j++) push(f.charCodeAt(j), i + j);
      i++;
    } else if (unit === SPACE) gap < 0 && (gap = i);
    else if (unit !== DROPPED) push(unit, i);
  }
  return { s: new TextDecoder("utf-16le").decode(out.subarray(0, n)), at };
}
async function loadSimple(query) {
  const [from, to] = await load("fold", unpack).catch(damaged) ?? [[], []], table = [...to];
  simple ??= new Map([...from].map((c, i) => [c, table[i]]));
  units.fill(0);
  fresh(query);
}

// 查询
const clean = (text) => text.normalize("NFC").replace(/[\p{Cs}\ufffd]|(?!\s)\p{Cc}/gu, "").replace(/\s+/g, " ");
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
    await Promise.all(wanted.map(async (name) => got.set(name, await load(name, decode, query).catch(damaged))));
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
  const lists = plans.flatMap((p, word) => [...p.keys, ...p.triples].flatMap((key) => {
    const name = home(key), file = got.get(name), range = file?.terms.get(number(...key.split("").map((unit) => unit.charCodeAt()))), isPair = key.length < 3;
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
  return { ids, scores };
}

// 分面
const loadFacets = (fields) => Promise.all((my.manifest.split ? fields.map((f) => "facet-" + f) : ["facets"])
  .map(async (name) => Object.assign(facets, await load(name, unpack)))).catch(damaged);
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
const loadTools = () => my.tools ??= run(form.dataset.tools).catch(() => { damaged(); my.tools = null; });

async function search(query, wanted) {
  const { state } = my, chosen = Object.keys(FIELDS).filter((f) => state[f]), text = state.q ?? "";
  let parsed = parse(text);
  if (!parsed.words.length && (text.trim() || !chosen.length)) {
    my.answer = null;
    cancel();
    show(false, text.trim() && "请输入要找的字词；只有标点，没法查找。");
    if (text.trim()) results.dataset.count = 0;
    await loadTools();
    return my.manifest || open();
  }
  if (!my.manifest) await open();
  fresh(query);
  const needed = [...chosen, ...state.sort === "bonus" ? ["bonus"] : []], filtering = needed.length && loadFacets([...needed, "kind"]);
  for (const step of [0, 1, 2]) {
    if (step === 1) {
      if (simple || !/[^\0-\x7f]/.test(text)) continue;
      await loadSimple(query);
    }
    const next = step ? parse(text, step > 1) : parsed;
    if (step && (!next.words.length || next.words.join("\n") === parsed.words.join("\n"))) continue;
    parsed = next;
    const finding = next.words.length ? find(next.words, query) : { ids: [...Array(my.manifest.documents).keys()], scores: [] };
    cancel();
    const found = await finding;
    await filtering;
    fresh(query);
    arrange({ query, parsed, chosen, wrong: new Set(), others: [], shown: 0 }, found);
    await more(Math.min(10, wanted));
    if (my.answer.shown || my.answer.others.length || my.answer.rest.length) break;
  }
  const late = loadFacets(["kind", ...my.manifest.split ? [] : Object.keys(FIELDS)]);
  if (wanted > 10) await more(wanted - my.answer.shown);
  await late;
  await conclude(query);
}

function arrange(answer, { ids, scores }) {
  const { state } = my, bonus = state.sort === "bonus" && facets.bonus;
  const points = bonus && bonus.sets.map((set) => Number(bonus.values[set[0]] ?? 0)), levels = new Map();
  for (let i = ids.length; i--;) {
    const weight = bonus ? points[setOf(bonus, ids[i])] : state.sort === "date" ? 0 : scores[i] ?? 0;
    const level = levels.get(weight);
    if (level) level.push(ids[i]); else levels.set(weight, [ids[i]]);
  }
  answer.base = [...levels].sort((x, y) => y[0] - x[0]).flatMap(([, level]) => level);
  answer.filters = answer.chosen.filter((f) => facets[f]?.values.includes(state[f])).map((f) => [f, tester(facets[f], state[f])]);
  answer.rest = answer.base.filter((id) => answer.filters.every(([, test]) => test(id)));
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
  const { query, parsed: { words }, wrong } = my.answer, per = my.manifest.per_store;
  const docs = await Promise.all(ids.map(async (id) => (await load("d" + Math.floor(id / per), unpack, query).catch(damaged))?.[id % per]));
  fresh(query);
  if (!simple && words.length && docs.some((doc) => doc?.[6] & 1)) await loadSimple(query);
  return docs.flatMap((doc, i) => {
    if (!doc) return [];
    const text = [2, 4, 5].map((part) => doc[part].normalize("NFC")), whole = text.join("\n"), folded = fold(whole);
    if (words.every((word) => folded.s.includes(word))) return { doc, text, whole, ...folded };
    wrong.add(ids[i]);
    return [];
  });
}

async function more(wanted) {
  const mine = my.answer;
  let checked = 0;
  while (wanted > 0 && mine.rest.length && checked < MOST_CHECKED) {
    const part = mine.rest.splice(0, wanted);
    checked += part.length;
    const hits = await verify(part), items = hits.filter((hit) => hit.doc[1] || !mine.others.push(hit)).map((hit) => make("li", { className: "hit" }, ...entry(hit)));
    if (!items.length) continue;
    if (!mine.shown) results.replaceChildren(), show(true, "");
    results.append(...items);
    mine.shown += items.length;
    wanted -= items.length;
  }
}

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
  if (!my.finish) show(mine.total > 0, `共 ${mine.total} 个案例`);
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
  let line = title.length + 1;
  for (const text of words.split("\n")) {
    const from = line;
    line += text.length + 1;
    if (others.some(([start]) => start >= from && start < line)) paint(p, whole, from, line - 1, marks).append("　");
  }
  const [first] = inBody, second = inBody.find(([start, , word]) => word !== first[2] && start > first[0] + 70);
  if (second) [first, second].forEach(([start]) => quote(p, whole, marks, start, body, 56));
  else quote(p, whole, marks, first ? first[0] : body, body, 96);
  const a = paint(make("a", { href: form.dataset.search.slice(0, -7) + doc[0], data: doc[1] && { case: doc[1] } }), whole, 0, title.length, marks);
  return [make(heading, {}, a), p, make("p", { className: "meta" }, doc[3])];
}

function start(back) {
  my.state = read(location.search);
  box.value = my.state.q ?? "";
  respond(back);
}
Object.assign(my, { $, box, form, results, status, facets, FIELDS, BROKEN, make, uniq, fnv, fresh, load, unpack, fold, clean, find, loadFacets, setOf, tester, read, respond, start, more, conclude, show, verify, entry, PAGE });
start(history.state);
})();
