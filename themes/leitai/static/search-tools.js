// 搜索页第一批结果之后的部分：分面、排序、提示、其他页面、边打边出的建议。
(() => {
"use strict";
const my = window.leitaiSearch;
const { $, box, form, tally, results, facets, status, FIELDS, BROKEN, make, uniq, fnv, fresh, load, unpack, fold, clean, find, loadFacets, setOf, tester, respond, start, more, conclude, show, verify, entry, PAGE } = my;
const SORTS = { __proto__: null, "": "相关", date: "时间", bonus: "加分", unit: "单位" }, FOLDED = 8, OTHERS = 5;
const isWide = () => matchMedia("(min-width: 62em)").matches;
const panel = $("facets"), list = document.getElementById("suggestions");

// 地址与历史
let saved = location.search;
const href = (changes) => "?" + Object.entries({ ...my.state, ...changes }).filter(([, value]) => value).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
const remember = (method, data, url) => { try { history[method](data, "", url); } catch { /* 太频繁时浏览器不让改 */ } };
const keepPlace = () => remember("replaceState", { y: scrollY, shown: my.answer?.shown });

/** 打字只改当前的历史条目；提交时把它还原成打字以前的，再添一条。 */
function go(next, how) {
  clearTimeout(timer);
  my.state = next;
  const url = href();
  if (how === "type") remember("replaceState", null, url);
  else {
    box.value = next.q ?? "";
    if (how === "submit" && location.search !== saved) remember("replaceState", null, saved || location.pathname);
    else keepPlace();
    if (url !== saved) remember("pushState", null, url);
    saved = url;
  }
  return respond();
}

const link = (text, changes, props) => make("a", { href: href(changes), changes, ...props }, text);
/** 换掉里面的内容；焦点原来在里面的，还给同名的一项，没有就给搜索框。 */
const fill = (element, children) => {
  const focused = element.contains(document.activeElement) && document.activeElement.textContent;
  element.replaceChildren(...children);
  element.hidden = !children.length;
  if (focused) ([...element.querySelectorAll("a")].find((a) => a.textContent === focused) ?? box).focus();
};

// 总数与分面
my.finish = async (answer) => {
  const { query, others, queue = [], total, rest } = answer, count = others.length + queue.length;
  show(total + count > 0, total ? tally(answer) : count ? "没有找到案例，只有下面这些页面" : "没有找到这样的案例");
  fill($("chosen"), answer.filters.map(([f]) => make("li", {}, link(`${FIELDS[f]}：${my.state[f]} ×`, { [f]: "" }, { ariaLabel: `去掉条件 ${FIELDS[f]}：${my.state[f]}` }))));
  fill($("sort"), Object.entries(SORTS).map(([sort, text]) => current(link(text, { sort }), sort === (SORTS[my.state.sort] ? my.state.sort : ""))));
  $("more").hidden = !rest.length;
  $("more").textContent = `再看 ${Math.min(PAGE, rest.length)} 件`;
  $("others").hidden = true;
  if (!my.manifest.split) showFacets(answer);
  const notes = await remarks(answer, total + count);
  fresh(query);
  $("notes").replaceChildren(...notes);
};
/** 总数出来以后再补的：比武与其他页面；按字段分开的分面。 */
my.afterwards = async (answer) => {
  const { query, others, queue = [] } = answer;
  if (my.manifest.split) loadFacets(Object.keys(FIELDS)).then(() => { if (query === my.now) showFacets(answer); });
  others.push(...await verify(queue.splice(0, Math.max(0, OTHERS - others.length))));
  const rows = others.slice(0, OTHERS).map((hit) => make("li", {}, ...entry(hit, "h3"))), more = others.length + queue.length - rows.length;
  if (more) rows.push(make("li", { className: "hint" }, `另有 ${more} 项，可以再加一个词。`));
  fill($("others").lastElementChild, rows);
  $("others").hidden = !rows.length;
};
const current = (a, isCurrent) => {
  if (isCurrent) a.setAttribute("aria-current", "true");
  return a;
};

/** 查的字词正好是一个维度、结果、单位……的名称：给出它的网页，和那一类全部案例的链接。 */
function sameNames() {
  const asked = clean(my.state.q ?? "").trim();
  return asked ? Object.keys(FIELDS).filter((f) => facets[f]?.values.includes(asked) && my.state[f] !== asked).flatMap((f) => {
    const page = facets[f].pages?.[facets[f].values.indexOf(asked)], all = link(`${FIELDS[f]}为“${asked}”的全部案例`, { q: "", [f]: asked });
    return page ? [make("a", { href: form.dataset.root + page }, `${FIELDS[f]}“${asked}”的网页`), all] : [all];
  }) : [];
}

async function remarks({ query, parsed, chosen, filters }, count) {
  const { state } = my, notes = [], add = (...inside) => notes.push(make("p", {}, ...inside));
  if (my.broken === query) add(BROKEN);
  if (parsed.isCut) add("查询太长：只用了前 20 个词、每个词的前 80 个字。");
  for (const f of chosen) {
    if (facets[f] && !filters.some(([g]) => g === f)) add(`${FIELDS[f]}里没有“${state[f].slice(0, 40)}”，没有按它筛选。`, link("去掉它", { [f]: "" }));
  }
  const names = sameNames();
  if (names.length) add(...names);
  if (state.sort && !SORTS[state.sort]) add("没有这种排序，按相关程度排列。", link("去掉它", { sort: "" }));
  if (count) return notes;
  if (filters.length) add("所选的条件下没有。", link("去掉条件再找", Object.fromEntries(chosen.map((f) => [f, ""]))));
  const near = await nearest();
  if (near.length) add("要找的是不是：", ...near.map((text) => link(text, { q: text })));
  const without = (all, i) => all.filter((_, j) => j !== i), { words, raws } = parsed;
  if (words.length > 1 && words.length < 7) {
    const found = await Promise.all(words.map((_, i) => find(without(words, i), query)));
    const fewer = found.flatMap(({ ids }, i) => ids.length ? without(raws, i).map((raw) => /\s/.test(raw) ? `"${raw}"` : raw).join(" ") : []);
    if (fewer.length) add("少写一个词就有：", ...fewer.map((text) => link(text, { q: text })));
  }
  if (!notes.length) add("可以换一个说法、少写几个字，或者从下面的目录查找。");
  return notes;
}

// 分面：数的是全部结果，每个字段不受自己的条件限制
function showFacets({ base, wrong, filters }) {
  const fields = Object.keys(FIELDS).filter((f) => facets[f]), counts = fields.map((f) => new Uint32Array(facets[f].sets.length));
  const isCase = facets.kind && tester(facets.kind, "案例"), tests = filters.map(([f, test]) => [fields.indexOf(f), test]);
  for (const id of base) {
    if (wrong.has(id) || !isCase?.(id)) continue;
    const failed = tests.length ? tests.filter(([, test]) => !test(id)) : tests;
    if (failed.length > 1) continue;
    fields.forEach((f, i) => { if (!failed.length || failed[0][0] === i) counts[i][setOf(facets[f], id)]++; });
  }
  const focus = document.activeElement?.dataset, open = [...panel.querySelectorAll("details[open]")].map((d) => d.dataset.group);
  panel.lastElementChild.replaceChildren(...fields.map((f, i) => group(f, counts[i], open.includes(f))));
  if (focus?.facet) [...panel.querySelectorAll("[data-facet]")].find((a) => a.dataset.facet === focus.facet && a.dataset.value === focus.value)?.focus();
}
const row = make("li", {}, make("a", {}, "", " ", make("span", { className: "count" }, "")));
function group(field, counts, open) {
  const { values, sets } = facets[field], n = values.map(() => 0), mine = my.state[field];
  sets.forEach((set, i) => set.forEach((v) => { n[v] += counts[i]; }));
  const shown = values.map((value, i) => ({ value, n: n[i] })).filter(({ value, n }) => n || value === mine);
  if (field === "unit" || field === "topic") shown.sort((x, y) => y.n - x.n);
  const rows = shown.map(({ value, n }) => {
    const item = row.cloneNode(true), a = current(item.firstChild, value === mine);
    a.changes = { [field]: value === mine ? "" : value };
    a.setAttribute("href", href(a.changes));
    a.firstChild.data = value;
    a.lastChild.firstChild.data = n;
    for (const [name, text] of [["facet", field], ["value", value], ["n", n]]) a.setAttribute("data-" + name, text);
    return item;
  });
  const section = make("section", { hidden: !rows.length }, make("h3", {}, FIELDS[field]), ...field === "result" && facets.level?.values.length > 1 ? [make("p", { className: "hint" }, "算最好的那次参赛，乡镇级的也算；那次的几个结果和它们包含的结果，每个都算，所以各项相加会多于案例数。")] : [], make("ul", {}, ...rows.slice(0, FOLDED)));
  const rest = rows.slice(FOLDED);
  if (rest.length) section.append(make("details", { open: open || rest.some((row) => row.querySelector("[aria-current]")), data: { group: field } }, make("summary", {}, `另有 ${rest.length} 个`), make("ul", {}, ...rest)));
  return section;
}

// 建议
async function terms(text) {
  const key = fold(clean(text)).s.replace(/[\s']/g, ""), isLatin = /^[a-z0-9]/.test(key);
  if (!key || !my.manifest || isLatin && key.length < 2) return [key, []];
  const units = key.slice(0, isLatin ? 2 : 1).split("").map((c) => c.charCodeAt());
  return [key, await load("s" + fnv(units.flatMap((u) => [u & 255, u >> 8])) % my.manifest.buckets, unpack).catch(() => [])];
}
const forms = ([text, , pinyin, initials]) => [fold(text).s, pinyin, initials];
async function nearest() {
  const [key, all] = await terms(my.state.q ?? "");
  const shared = (form) => { let n = 0; while (n < key.length && form[n] === key[n]) n++; return n; };
  const near = all.map((term) => [Math.max(...forms(term).map(shared)), term[0]]).filter(([n]) => n > 1).sort((x, y) => y[0] - x[0]);
  return uniq(near.filter(([n]) => n > near[0][0] - 2).map(([, text]) => text)).slice(0, 5);
}

let active = -1, asked = 0;
my.close = () => {
  asked++;
  clearTimeout(timer);
  active = -1;
  fill(list, []);
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
};
async function suggest() {
  const mine = ++asked, [key, all] = await terms(box.value);
  if (mine !== asked || document.activeElement !== box) return;
  my.close();
  const fit = all.filter((term) => term[0] !== box.value.trim() && forms(term).some((form) => form.startsWith(key))).slice(0, 8);
  fill(list, fit.map(([text, kind], i) => {
    const option = make("li", { id: "option-" + i, data: { text }, onclick: () => take(text) }, make("span", {}, text), make("small", {}, kind));
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    return option;
  }));
  box.setAttribute("aria-expanded", String(fit.length > 0));
}
function take(text) {
  my.close();
  go({ ...my.state, q: text }, "submit");
}
function move(step) {
  const options = list.children, places = options.length + 1;
  active = (active + step + 1 + places) % places - 1;
  [...options].forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
  options[active]?.scrollIntoView({ block: "nearest" });
  if (active < 0) box.removeAttribute("aria-activedescendant"); else box.setAttribute("aria-activedescendant", options[active].id);
}

// 打字：选字期间什么也不做；停顿之后的第一下立刻查，连着打的等停下来
let timer, last = 0, isComposing = false;
const typedText = () => clean(box.value).trim();
function typed() {
  const q = typedText(), waits = performance.now() - last < 150 || q.length < 2;
  last = performance.now();
  my.close();
  const act = () => {
    if (q !== (my.state.q ?? "")) go({ ...my.state, q }, "type");
    suggest();
  };
  if (waits) timer = setTimeout(act, 150); else act();
}
box.addEventListener("compositionstart", () => { isComposing = true; my.close(); });
box.addEventListener("compositionend", () => { isComposing = false; typed(); });
box.addEventListener("input", (event) => { if (!isComposing && !event.isComposing) typed(); });
box.addEventListener("blur", () => { asked++; fill(list, []); box.setAttribute("aria-expanded", "false"); });
box.addEventListener("keydown", (event) => {
  if (event.isComposing || isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (list.hidden) {
    if (step === 1) suggest();
    return;
  }
  if (step) move(step);
  else if (event.key === "Escape") my.close();
  else if (event.key === "Enter" && active >= 0) take(list.children[active].dataset.text);
  else return;
  event.preventDefault();
});
$("more").onclick = async () => {
  const { query } = my.answer, { length } = results.children;
  $("more").disabled = true;
  try {
    await more(PAGE);
    await conclude(query);
    results.children[length]?.querySelector("a").focus();
  } catch {
    if (query === my.now) status.textContent = BROKEN;
  }
  $("more").disabled = false;
};
document.addEventListener("click", (event) => {
  const a = event.target.closest("a");
  if (!a?.changes || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (panel.contains(a)) panel.open = isWide();
  go({ ...my.state, q: typedText(), ...a.changes });
});
form.onsubmit = (event) => {
  event.preventDefault();
  my.close();
  go({ ...my.state, q: typedText() }, "submit");
};
addEventListener("popstate", (event) => {
  if (location.search === saved && !event.state) return;
  clearTimeout(timer);
  saved = location.search;
  start(event.state);
});
addEventListener("pagehide", keepPlace);
list.addEventListener("pointerdown", (event) => event.preventDefault());
for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) box.setAttribute(name, value);
history.scrollRestoration = "manual";
panel.open = isWide();
if (document.activeElement === box && typedText() !== (my.state.q ?? "")) typed();
})();
