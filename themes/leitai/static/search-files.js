// 搜索的数据文件：取来、解开、读成字词和文档；也管把文字化成同一个样子。文件的格式见 src/search/format.md。
// 经 http 与双击打开，读的是同一批。用它们来查找的是 search.js。
(() => {
"use strict";
const form = document.querySelector("[data-search]");
if (!form) return;
const my = window.leitaiSearch = { form, state: {}, now: 0 };
const files = new Map(), handed = new Map();

const make = (tag, { data, ...props } = {}, ...inside) => {
  const e = Object.assign(document.createElement(tag), props);
  if (data) Object.assign(e.dataset, data);
  e.append(...inside);
  return e;
};
const fresh = (query) => { if (query !== my.now) throw query; };
const damaged = (query) => () => { if (query === my.now) my.broken = query; };

// 每个文件只取一次；后来的查询用不着的，不再等它
const run = (src, charset) => new Promise((onload, onerror) => {
  document.head.append(make("script", { src, ...charset && { charset }, onload, onerror }));
});
window.S = (name, text) => handed.set(name, text);
async function script(name, src) {
  await run(src, "x-user-defined");
  const text = handed.get(name);
  handed.delete(name);
  return Uint8Array.from(text, (c) => c.charCodeAt());
}
async function download(name, src, signal) {
  const answer = await fetch(my.manifest ? `${src}?v=${my.manifest.id}` : src, { signal, cache: my.manifest ? "default" : "no-cache" });
  if (!answer.ok) throw Error(src);
  const raw = new Uint8Array(await answer.arrayBuffer()), end = raw.lastIndexOf(39), head = `S('${name}','`;
  if (String.fromCharCode(...raw.subarray(0, head.length)) !== head) throw Error(src);
  let n = 0;
  for (let i = head.length; i < end; i++) {
    let b = raw[i];
    if (b === 92) b = raw[++i], b === 110 ? b = 10 : b === 114 && (b = 13);
    raw[n++] = b;
  }
  return raw.slice(0, n);
}
const fnv = (bytes, h = 0x811c9dc5) => {
  for (let i = 0; i < bytes.length; i++) h = Math.imul(h ^ bytes[i], 0x1000193);
  return h >>> 0;
};
function load(name, read, query = Infinity, before) {
  let file = files.get(name);
  if (!file) {
    const stop = new AbortController(), src = `${form.dataset.search}${name}.js`;
    files.set(name, file = { stop, query });
    file.data = (location.protocol.startsWith("http") ? download : script)(name, src, stop.signal).then(async (all) => {
      const part = all.subarray(0, -4);
      if (fnv(part, (await before)?.sum) !== new DataView(all.buffer).getUint32(part.length, true)) throw Error(src);
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
const read = (bytes) => JSON.parse(new TextDecoder("gb18030").decode(bytes));
const unpack = (bytes) => read(inflate(bytes));
/** 文档所在的文件：接在各篇共有的文字后面压缩，那段文字只取一次；校验的数也接着算，不会同另一次生成的混在一起。 */
const store = (id, query) => {
  const common = my.manifest.common && load("common", (bytes) => {
    const text = inflate(bytes);
    return { text, sum: fnv(text) };
  });
  return load("d" + Math.floor(id / my.manifest.per_store), async (bytes) => read(inflate(bytes, (await common)?.text)), query, common);
};
/** RFC 1951；同步地解开几千字节，比浏览器自带的流快，老浏览器也能用。before 是解开的文字前面的。 */
function inflate(bytes, before = new Uint8Array()) {
  let out = new Uint8Array(before.length + bytes.length * 4 + 512), n = before.length, at = 0, hold = 0, held = 0, isLast;
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
  out.set(before);
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
  return out.subarray(before.length, n);
}
async function open() {
  const all = await load("manifest", unpack);
  if (all.format !== 2) throw Error("format");
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
const INVISIBLE = /[\0\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const DROPPED = 1, SPACE = 2, BEYOND = 3, units = new Uint16Array(65536);
const one = (c, other) => /^.$/us.test(other) ? other : c;
function plain(c) {
  if (INVISIBLE.test(c)) return "";
  if (/[\s\x85]/.test(c)) return " ";
  const whole = one(c, c.normalize("NFKC")), f = one(whole, whole.toLowerCase());
  return my.simple?.get(f) ?? f;
}
const learn = (code) => {
  const f = plain(String.fromCharCode(code));
  return units[code] = f ? f === " " ? SPACE : f.length > 1 ? BEYOND : f.charCodeAt() : DROPPED;
};
const isNarrow = (unit) => unit > 0x20 && unit < 0x250;
function fold(text) {
  const out = new Uint16Array(text.length * 2), at = new Uint32Array(out.length);
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
    else if (code >> 10 === 54 || unit === BEYOND) {
      const f = plain(String.fromCodePoint(text.codePointAt(i)));
      for (let j = 0; j < f.length; j++) push(f.charCodeAt(j), i);
      if (code >> 10 === 54) i++;
    } else if (unit === SPACE) gap < 0 && (gap = i);
    else if (unit !== DROPPED) push(unit, i);
  }
  return { s: new TextDecoder("utf-16le").decode(out.subarray(0, n)), at };
}
async function loadSimple(query) {
  const both = await load("fold", unpack).catch(damaged(query));
  fresh(query);
  if (!both || my.simple) return;
  const [from, to] = both, table = [...to];
  my.simple = new Map([...from].map((c, i) => [c, table[i]]));
  units.fill(0);
}

Object.assign(my, { make, fresh, damaged, run, fnv, load, cancel, unpack, store, open, number, decode, fold, loadSimple });
})();
