// Files go up in chunks. What is lost on the way is sent again, from where the desk has it.
"use strict";

const form = document.getElementById("upload");
const list = document.getElementById("list");
const more = document.getElementById("more");
const send = document.getElementById("send");
const trouble = document.getElementById("trouble");
const all = document.getElementById("all");
const said = form.dataset; // sentences, in the language of the page
const CHUNK = Number(said.chunk);
const RETRIES = 60;
const SENDERS = 3; // files at once: thousands of small ones wait for answers, not for the line
const SHOWN = 200; // rows: a browser with 100,000 of them stands still
const KEPT = "hoso-upload";
const headers = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
const chosen = new Map(); // name as the desk keeps it -> { file, path, row, state }
const dropped = new Set(); // names that were chosen, and then were not to be sent
let current;

class Trouble extends Error {}
class FileTrouble extends Trouble {} // the other files can be sent all the same
const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));
const tell = (text) => { trouble.textContent = text; trouble.hidden = !text; };

const LITTER = /^(\.|~\$|thumbs\.db$|ehthumbs\.db$|desktop\.ini$|__macosx$)/i; // of file managers
const HALF_DONE = /\.(part|partial|filepart|tmp|crdownload|download)$/i;

function add(file, path) {
  if (path.split("/").some((part) => LITTER.test(part)) || HALF_DONE.test(path)) return;
  const name = path.normalize("NFC");
  const known = chosen.get(name);
  if (known && known.path !== path) return tell(said.twin.replace("{name}", name));
  if (known) remove(name);
  chosen.set(name, { file, path, row: null, state: null });
  dropped.delete(name);
  if (list.childElementCount < SHOWN) show(name);
  count();
}

function show(name) {
  const entry = chosen.get(name);
  if (entry.row) return entry;
  const [row, label, state, button] = ["li", "bdi", "b", "button"].map((tag) => document.createElement(tag));
  label.textContent = name;
  button.type = "button";
  button.className = "plain";
  button.textContent = said.remove;
  button.setAttribute("aria-label", `${said.remove}: ${name}`);
  button.addEventListener("click", () => {
    remove(name);
    dropped.add(name);
    count();
  });
  row.append(label, state, button);
  list.append(row);
  return Object.assign(entry, { row, state });
}

function remove(name) {
  chosen.get(name).row?.remove();
  chosen.delete(name);
}

function count() {
  const hidden = chosen.size - list.childElementCount;
  list.hidden = !chosen.size;
  more.hidden = !hidden;
  more.textContent = said.more.replace("{count}", hidden);
  send.disabled = !chosen.size;
}

async function walk(entry, path) {
  if (entry.isFile) return add(await new Promise((done, fail) => entry.file(done, fail)), path + entry.name);
  const reader = entry.createReader();
  for (;;) {
    const batch = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!batch.length) return;
    for (const each of batch) await walk(each, `${path}${entry.name}/`);
  }
}

const drop = document.getElementById("drop");
drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  for (const item of event.dataTransfer.items) {
    const entry = item.webkitGetAsEntry?.();
    if (entry) walk(entry, "").catch((error) => tell(`${entry.name}: ${error.message}`));
  }
});
for (const input of form.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => {
    for (const file of input.files) add(file, file.webkitRelativePath || file.name);
    input.value = "";
  });
}

async function ask(url, options = {}) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(url, { ...options, redirect: "manual", headers: { ...headers, ...options.headers } });
      if (answer.type === "opaqueredirect" || answer.status === 403) throw new Trouble(said.login);
      if (answer.status === 422) throw new Trouble((await answer.json()).trouble);
      if (answer.ok) return await answer.json();
      if (answer.status < 500) throw new Trouble(said.refused.replace("{code}", answer.status));
    } catch (error) {
      if (error instanceof Trouble) throw error;
    }
    if (tries === RETRIES) throw new Trouble(said.lost);
    tell(said.lost);
    await pause(Math.min(10, 1 + tries));
  }
}

async function piece(file, at) {
  const end = Math.min(at + CHUNK, file.size);
  const bytes = await file.slice(at, end).arrayBuffer().catch(() => null);
  if (bytes?.byteLength !== end - at) throw new FileTrouble(said.changed);
  return bytes;
}

async function sendFile(number, name, from, moved) {
  const { file, state } = chosen.get(name);
  let at = from;
  for (let stuck = 0, first = true; at < file.size || first; first = false) {
    const body = await piece(file, at);
    const query = new URLSearchParams({ name, offset: at, modified: timeOf(file) });
    const { size } = await ask(`/upload/${number}/file/?${query}`, { method: "PUT", body });
    tell("");
    if (size <= at) stuck += 1; // it is empty, or begins anew because it was changed
    if (size > file.size || stuck > 2) throw new FileTrouble(said.changed);
    moved(size - at);
    at = size;
    if (state) state.textContent = `${said.busy} ${Math.floor((100 * at) / Math.max(1, file.size))} %`;
  }
  if (state) state.textContent = said.done;
}

const timeOf = (file) => Math.max(0, file.lastModified);
const hadOf = (file, had) => (had?.modified === timeOf(file) ? had.size : 0);
const isThere = (file, had) => had?.size === file.size && had.modified === timeOf(file);

async function received(number) {
  return (await ask(`/upload/${number}/file/`)).received;
}

async function startNew() {
  const { number } = await ask(said.start, { method: "POST" });
  sessionStorage.setItem(KEPT, number);
  return number;
}

// The upload of this page, the one that the person chose to go on with, or that of before a reload.
async function begin() {
  const known = current ?? said.number;
  const number = known ?? sessionStorage.getItem(KEPT);
  if (!number) return startNew();
  let had;
  try {
    had = await received(number);
  } catch (error) {
    if (known || !(error instanceof Trouble)) throw error;
    return startNew(); // finished, or somebody else's
  }
  const others = Object.keys(had).filter((name) => !chosen.has(name));
  for (const name of others.filter((name) => dropped.has(name))) {
    await ask(`/upload/${number}/file/?${new URLSearchParams({ name })}`, { method: "DELETE" });
  }
  const lacking = others.filter((name) => !dropped.has(name));
  if (!lacking.length) return number;
  if (!known) return startNew();
  throw new Trouble(said.lacking.replace("{names}", lacking.slice(0, 5).join(", ")));
}

async function sendMissing(number) {
  const had = await received(number);
  const missing = [...chosen].filter(([name, { file }]) => !isThere(file, had[name]));
  const sum = (sizes) => sizes.reduce((one, other) => one + other, 0);
  all.max = Math.max(1, sum([...chosen.values()].map(({ file }) => file.size)));
  all.value = sum([...chosen].map(([name, { file }]) => hadOf(file, had[name])));
  all.hidden = false;
  let failed = 0;
  let halted;
  const queue = missing.values(); // one for all senders
  const sender = async () => {
    for (const [name, { file }] of queue) {
      if (halted) return;
      try {
        await sendFile(number, name, hadOf(file, had[name]), (bytes) => { all.value += bytes; });
      } catch (error) {
        if (!(error instanceof FileTrouble)) { halted ??= error; return; }
        failed += 1;
        mark(name, error.message);
      }
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  if (halted) throw halted;
  if (failed) throw new Trouble(said.failed.replace("{count}", failed));
}

function mark(name, text) {
  const { row, state } = show(name);
  state.textContent = text;
  row.classList.add("failed");
  list.prepend(row);
}

async function finish(number) {
  const had = await received(number);
  if ([...chosen].some(([name, { file }]) => !isThere(file, had[name]))) throw new Trouble(said.incomplete);
  const sizes = Object.values(had).map(({ size }) => size);
  const body = new URLSearchParams({
    files: sizes.length,
    size: sizes.reduce((sum, size) => sum + size, 0),
    title: document.getElementById("title").value,
    office: document.getElementById("office")?.value ?? "",
  });
  await ask(`/upload/${number}/finish/`, { method: "POST", body });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  send.disabled = true;
  tell("");
  try {
    current = await begin();
    await sendMissing(current);
    await finish(current);
    sessionStorage.removeItem(KEPT);
    location.assign(`/upload/${current}/`);
  } catch (error) {
    tell(error.message);
    count();
  }
});

window.addEventListener("beforeunload", (event) => {
  if (!all.hidden && send.disabled && all.value < all.max) event.preventDefault();
});
