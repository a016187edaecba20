// The pages of a dossier by documents: boundaries move by dragging thumbnails and by keys.
// Without this file the same form is filled in by hand; only "Lưu cách chia" changes anything.
"use strict";

const form = document.getElementById("division");
const leaves = [...form.querySelectorAll(".leaf")];
const ACTS = JSON.parse(document.getElementById("acts").textContent); // key -> act
const told = document.getElementById("told");
const back = document.getElementById("back");
const boxOf = (leaf) => leaf.querySelector("input[type=checkbox]");
const groups = () => [...form.querySelectorAll(".part")];
const written = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Documents as [{first, kind}]: pages count from 0 here, and each goes on to the next one.
let parts = groups().map((group) => ({
  first: leaves.indexOf(group.querySelector(".leaf")),
  kind: group.querySelector("select").value,
}));
const before = [];
let isSaving = false;
let dragged = null;

const placeOf = (page) => parts.findLastIndex((part) => part.first <= page);
const endOf = (place) => parts[place + 1]?.first ?? leaves.length; // behind its last page
const shown = () => leaves.findIndex((leaf) => leaf.contains(document.activeElement));

// Make pages from..to-1 one document; what is left of others stays as it is.
function join(from, to, kind) {
  const rest = to < leaves.length ? { first: to, kind: parts[placeOf(to)].kind } : null;
  const others = parts.filter((part) => part.first < from || part.first >= to);
  if (rest && !others.some((part) => part.first === to)) others.push(rest);
  change([...others, { first: from, kind }].sort((one, other) => one.first - other.first));
}

function toggle(page) {
  const place = placeOf(page);
  const begins = parts[place].first === page;
  if (page === 0) return arrange();
  if (begins) join(parts[place - 1].first, endOf(place), parts[place - 1].kind);
  else join(page, endOf(place), parts[place].kind);
  told.textContent = written(begins ? form.dataset.goesOn : form.dataset.begins, { page: page + 1 });
}

// A thumbnail dropped on a document: all pages between go with it.
function move(page, place) {
  const { first, kind } = parts[place];
  if (page < first) join(page, endOf(place), kind);
  else if (page >= endOf(place)) join(first, page + 1, kind);
}

// A thumbnail dropped between documents: the pages from it to there are a new one.
function cut(page, at) {
  const { kind } = parts[placeOf(page)];
  if (page < at) join(page, at, kind);
  else join(at, page + 1, kind);
}

// The head of a document dropped on a page: it begins there.
function shift(first, page) {
  const place = placeOf(first);
  if (page < first) join(page, endOf(place), parts[place].kind);
  else if (place > 0 && page < endOf(place)) join(parts[place - 1].first, page, parts[place - 1].kind);
}

function change(wanted) {
  before.push(parts);
  parts = wanted;
  arrange();
}

function stepBack() {
  if (!before.length) return;
  parts = before.pop();
  arrange();
}

// Show the documents as they are now; groups are used again, so that nothing jumps.
function arrange() {
  const focused = document.activeElement;
  const all = groups();
  for (const group of all.splice(parts.length)) group.remove();
  while (all.length < parts.length) {
    all.push(all[0].cloneNode(true));
    form.append(all.at(-1));
    all.at(-1).querySelector(".leaves").replaceChildren();
  }
  all.forEach((group, place) => fill(group, place));
  for (const gap of form.querySelectorAll(".gap")) gap.remove();
  all.forEach((group, place) => group.before(gapAt(parts[place].first)));
  form.append(gapAt(leaves.length));
  back.disabled = !before.length;
  document.getElementById("unsaved").hidden = !before.length && !wasChanged;
  if (form.contains(focused) && focused !== form) focused.focus();
}

function fill(group, place) {
  const { first, kind } = parts[place];
  const end = endOf(place);
  const list = group.querySelector(".leaves");
  const own = leaves.slice(first, end);
  if (own.length !== list.children.length || own.some((leaf, n) => leaf !== list.children[n])) list.replaceChildren(...own);
  own.forEach((leaf, n) => (boxOf(leaf).checked = n === 0));
  const [select, span] = [group.querySelector("select"), group.querySelector(".span")];
  [select.value, select.name, span.id] = [kind, `kind-${first + 1}`, `span-${first + 1}`];
  group.setAttribute("aria-labelledby", span.id);
  const text = end - first === 1 ? form.dataset.one : form.dataset.many;
  span.textContent = written(text, { first: first + 1, last: end });
  group.querySelector(".of-kind").draggable = first > 0;
}

function gapAt(page) {
  const gap = document.createElement("div");
  gap.className = "gap";
  gap.dataset.at = page;
  gap.dataset.told = form.dataset.gap;
  return gap;
}

// The page that has the focus, large enough to read.
function show(page) {
  leaves.forEach((leaf, n) => {
    boxOf(leaf).tabIndex = n === page ? 0 : -1;
    leaf.classList.toggle("lit", n === page);
  });
  const { viewBox, picture, width, height, transform } = leaves[page].dataset;
  const sheet = document.getElementById("preview");
  sheet.toggleAttribute("hidden", !picture);
  if (!picture) return;
  sheet.setAttribute("viewBox", viewBox);
  sheet.querySelector("title").textContent = written(form.dataset.one, { first: page + 1 });
  const image = sheet.querySelector("image");
  for (const [name, value] of Object.entries({ href: picture, width, height, transform })) image.setAttribute(name, value);
}

function walk(page, key) {
  const { top, left } = leaves[page].getBoundingClientRect();
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const ahead = key === "ArrowDown" ? leaves.slice(page + 1) : leaves.slice(0, page).reverse();
  const rows = by ? [leaves[page + by]] : ahead.filter((leaf) => Math.abs(leaf.getBoundingClientRect().top - top) > 1);
  const away = (leaf) => Math.abs(leaf.getBoundingClientRect().left - left);
  const row = rows.filter((leaf) => leaf?.getBoundingClientRect().top === rows[0].getBoundingClientRect().top);
  const next = row.sort((one, other) => away(one) - away(other))[0];
  if (next) boxOf(next).focus();
}

function act(name) {
  if (name === "finish") form.requestSubmit(document.getElementById("save"));
  else if (name === "undo") stepBack();
  else if (name === "divide") groups()[placeOf(Math.max(0, lit()))].querySelector("select").focus();
  else if (name === "help") document.getElementById("help").click();
  else return false;
  return true;
}
const lit = () => leaves.findIndex((leaf) => leaf.classList.contains("lit"));

document.addEventListener("keydown", (event) => {
  const { key } = event;
  const page = shown();
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.repeat && (key === "Enter" || /^F\d/.test(key))) return event.preventDefault();
  const name = ACTS[(event.shiftKey ? "Shift+" : "") + key];
  if (name) {
    if (!act(name)) return;
  } else if (key === "?" && !event.target.closest("select")) act("help");
  else if (page >= 0 && key === "Enter") toggle(page);
  else if (page >= 0 && key.startsWith("Arrow")) walk(page, key);
  else return;
  event.preventDefault();
});

form.addEventListener("change", ({ target }) => {
  if (target.matches(".leaf input")) return toggle(leaves.indexOf(target.closest(".leaf")));
  const first = parts[groups().indexOf(target.closest(".part"))].first;
  change(parts.map((part) => (part.first === first ? { first, kind: target.value } : part)));
});
form.addEventListener("focusin", () => shown() >= 0 && show(shown()));
form.addEventListener("click", (event) => {
  const leaf = event.target.closest(".leaf");
  if (leaf && !event.target.closest("label")) boxOf(leaf).focus();
});
back.addEventListener("click", stepBack);

form.addEventListener("dragstart", (event) => {
  const leaf = event.target.closest?.(".leaf");
  const group = event.target.closest?.(".part");
  if (!group) return;
  dragged = leaf ? { page: leaves.indexOf(leaf) } : { first: parts[groups().indexOf(group)].first };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", String((dragged.page ?? dragged.first) + 1)); // Firefox wants something
  form.classList.add("dragging");
});
form.addEventListener("dragend", () => {
  dragged = null;
  form.classList.remove("dragging");
  aim(null);
});
form.addEventListener("dragover", (event) => {
  const goal = dragged && goalOf(event.target);
  aim(goal);
  if (goal) event.preventDefault();
});
form.addEventListener("drop", (event) => {
  const goal = dragged && goalOf(event.target);
  if (!goal) return;
  event.preventDefault();
  const { page, first } = dragged;
  if (page === undefined) shift(first, leaves.indexOf(goal));
  else if (goal.matches(".gap")) cut(page, Number(goal.dataset.at));
  else move(page, groups().indexOf(goal));
  boxOf(leaves[page ?? first]).focus();
});
function goalOf(target) {
  if (dragged.page === undefined) return target.closest(".leaf");
  return target.closest(".gap") ?? target.closest(".part");
}
function aim(goal) {
  for (const each of form.querySelectorAll(".aimed")) if (each !== goal) each.classList.remove("aimed");
  goal?.classList.add("aimed");
}

// A session that ended or a lost connection loses nothing: the desk is asked first, and the form
// goes with the token of whoever is logged in by now.
async function freshToken() {
  const answer = await fetch(form.dataset.alive).catch(() => null);
  if (!answer?.ok || answer.redirected) return "";
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[name=csrfmiddlewaretoken]").value;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isSaving) return;
  isSaving = true;
  told.textContent = form.dataset.saving;
  const token = await freshToken();
  if (token) {
    form.elements.csrfmiddlewaretoken.value = token;
    return form.submit();
  }
  isSaving = false;
  told.textContent = form.dataset.lost;
});
// A browser that brings the page back with its old fields shows what they say.
window.addEventListener("pageshow", () => (isSaving = false));
window.addEventListener("beforeunload", (event) => {
  if (!isSaving && (before.length || wasChanged)) event.preventDefault();
});

const wasChanged = !document.getElementById("unsaved").hidden;
for (const leaf of leaves) {
  leaf.draggable = true;
  for (const image of leaf.querySelectorAll("img")) image.draggable = false;
}
back.hidden = false;
form.classList.add("live");
arrange();
const asked = Number(form.elements.page.value) - 1;
boxOf(leaves[asked] ?? leaves[0]).focus();
