// The review station by keyboard. Letters are never commands: input methods of Vietnamese need them.
"use strict";

const picture = document.querySelector(".picture");
const sheets = [...picture.querySelectorAll(".sheet")];
const shownSheet = () => sheets.find((sheet) => !sheet.hasAttribute("hidden"));
const ZOOM = 1.25;
const AROUND = 1.9; // so many times the width of a field is shown with it

const typing = (event) => event.isComposing || event.keyCode === 229;
const items = () => [...document.querySelectorAll(".decision")];
const inputOf = (item) => item.querySelector("input[name=value]");
const current = () => document.activeElement?.closest(".decision");

function show(item) {
  for (const spot of document.querySelectorAll(".spot.lit")) spot.classList.remove("lit");
  const spot = document.getElementById(item.id.replace("field-", "spot-"));
  if (!spot) return;
  spot.classList.add("lit");
  const sheet = spot.closest("svg");
  showSheet(sheet);
  if (!Number(sheet.dataset.by)) look(sheet, spot);
}

function showSheet(sheet) {
  for (const each of sheets) each.toggleAttribute("hidden", each !== sheet);
}

function stepPage(by) {
  const place = sheets.indexOf(shownSheet()) + by;
  if (sheets[place]) showSheet(sheets[place]);
}

function look(sheet, spot) {
  const [, , width, height] = sheet.dataset.whole.split(" ").map(Number);
  const [x, y, w, h] = ["x", "y", "width", "height"].map((name) => Number(spot.getAttribute(name)));
  const seen = Math.min(width, Math.max(w * AROUND, width * 0.6));
  const tall = Math.min(height, (seen * picture.clientHeight) / picture.clientWidth);
  const left = Math.max(0, Math.min(x + w / 2 - seen / 2, width - seen));
  const top = Math.max(0, Math.min(y + h / 2 - tall / 2, height - tall));
  sheet.setAttribute("viewBox", [left, top, seen, tall].map(Math.round).join(" "));
}

function zoom(by) {
  const sheet = shownSheet();
  if (!sheet) return;
  if (!by) return sheet.setAttribute("viewBox", sheet.dataset.whole);
  const [x, y, w, h] = sheet.getAttribute("viewBox").split(" ").map(Number);
  const [wide, tall] = [w / by, h / by];
  sheet.setAttribute("viewBox", [x + (w - wide) / 2, y + (h - tall) / 2, wide, tall].map(Math.round).join(" "));
}

function go(item) {
  const input = item ? inputOf(item) : document.getElementById("finish");
  input?.focus();
  if (item && !item.dataset.caret) input.select();
  input?.scrollIntoView({ block: "center" });
}

function nextOpen(key) {
  const all = items();
  const place = all.findIndex((item) => item.id === `field-${key}`);
  const ahead = [...all.slice(place + 1), ...all.slice(0, place + 1)];
  return ahead.find((item) => item.dataset.open === "yes");
}

function step(by) {
  const all = items();
  const place = all.indexOf(current());
  go(all[Math.max(0, Math.min(all.length - 1, place + by))]);
}

function press(name) {
  if (name === "turn") return turn(); // turning.js, where pages can be turned
  // The same key once more: from this document to all of its dossier.
  if (name === "divide" && document.getElementById("dividing").open) return document.getElementById("whole").click();
  const inside = current()?.querySelector(`[data-key-name=${name}]`);
  (inside ?? document.querySelector(`:is(.ends, .heading, .dividing) [data-key-name=${name}]`))?.click();
  const opened = { divide: "kind", rescan: "message" }[name];
  if (opened) document.getElementById(opened).focus();
}

const COMMANDS = JSON.parse(document.getElementById("acts").textContent); // key -> act

// Leads to the text of the page that is looked at.
const text = document.querySelector("[data-key-name=text][data-of]");

// Typed, and not sent: such a field is never left behind.
const dirty = (but) => items().find((item) => item !== but && inputOf(item).value !== inputOf(item).defaultValue);

document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  if (event.repeat && (event.key === "Enter" || /^F\d/.test(event.key))) return event.preventDefault();
  const { key, altKey } = event;
  const command = COMMANDS[(event.shiftKey ? "Shift+" : "") + key];
  if (command && !altKey && !event.ctrlKey) press(command);
  else if (key === "?" && !event.target.closest("input, select, textarea")) press("help");
  else if (altKey && /^Arrow(Down|Up)$/.test(key) && !event.target.closest("select")) stepPage(key === "ArrowDown" ? 1 : -1);
  else if (key === "ArrowDown" && current()) step(1);
  else if (key === "ArrowUp" && current()) step(-1);
  else if (altKey && "+=-0".includes(key)) zoom(key === "0" ? 0 : key === "-" ? 1 / ZOOM : ZOOM);
  else if (altKey && /^[1-4]$/.test(key)) current()?.querySelectorAll(".candidate")[key - 1]?.click();
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const candidate = event.target.closest(".candidate");
  if (!candidate) return;
  const input = inputOf(candidate.closest(".decision"));
  input.value = candidate.dataset.value;
  input.focus();
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest(".decision");
  for (const each of items()) each.classList.toggle("lit", each === item);
  if (item) show(item);
  if (item && text && item.dataset.sheet) text.formAction = text.dataset.of.replace("/0/", `/${Number(item.dataset.sheet) + 1}/`);
});

// The desk says what became of an answer once it stands in the page.
const itemOf = (event) => document.getElementById(`field-${event.detail.key}`);
document.body.addEventListener("hoso:decided", (event) => go(nextOpen(event.detail.key) ?? dirty()));
document.body.addEventListener("hoso:undone", (event) => go(itemOf(event)));
document.body.addEventListener("hoso:troubled", (event) => go(itemOf(event)));

document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.parameters.set("dirty", dirty(event.detail.elt.closest(".decision")) ? "1" : "");
});
function stayWithDirty(event) {
  const left = dirty();
  if (!left) return;
  event.preventDefault();
  tell(lost.dataset.dirty);
  go(left);
}
document.addEventListener("submit", (event) => {
  if (!event.target.closest(".decision") && !event.target.hasAttribute("hx-post")) stayWithDirty(event);
});
document.getElementById("whole")?.addEventListener("click", stayWithDirty);

const lost = document.getElementById("lost");
function tell(text) {
  lost.textContent = text;
  lost.hidden = !text;
}

// A lost connection loses nothing: what was typed stands in its input, and the person is told.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(name, () => tell(lost.dataset.lost));
}
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) tell("");
});

go(items().find((item) => item.dataset.open === "yes"));
