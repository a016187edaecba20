// Files go up in chunks. What is lost on the way is sent again, from where the desk has it.
"use strict";

const form = document.getElementById("upload");
const list = document.getElementById("list");
const send = document.getElementById("send");
const trouble = document.getElementById("trouble");
const all = document.getElementById("all");
const CHUNK = Number(form.dataset.chunk);
const RETRIES = 60;
const headers = { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value };
const chosen = new Map(); // path -> { file, row }

class Trouble extends Error {}
const pause = (seconds) => new Promise((done) => setTimeout(done, 1000 * seconds));

const LITTER = /^(\.|~\$|thumbs\.db$|ehthumbs\.db$|desktop\.ini$|__macosx$)/i; // of file managers
const HALF_DONE = /\.(part|partial|filepart|tmp|crdownload|download)$/i;

function add(file, path) {
  if (path.split("/").some((part) => LITTER.test(part)) || HALF_DONE.test(path)) return;
  const row = document.createElement("li");
  row.append(document.createElement("span"), document.createElement("b"));
  row.firstChild.textContent = path;
  chosen.get(path)?.row.remove();
  chosen.set(path, { file, row });
  list.append(row);
  send.disabled = false;
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
    if (entry) walk(entry, "");
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
      const answer = await fetch(url, { ...options, headers: { ...headers, ...options.headers } });
      if (answer.status === 422) throw new Trouble((await answer.json()).trouble);
      if (answer.ok) return await answer.json();
      if (answer.status < 500) throw new Trouble(`${answer.status}`);
    } catch (error) {
      if (error instanceof Trouble) throw error;
    }
    if (tries === RETRIES) throw new Trouble(form.dataset.lost);
    tell(form.dataset.lost);
    await pause(Math.min(10, 1 + tries));
  }
}

const tell = (text) => { trouble.textContent = text; trouble.hidden = !text; };

async function sendFile(number, path, { file, row }, had, moved) {
  let at = had;
  do {
    let chunk;
    try {
      chunk = await file.slice(at, at + CHUNK).arrayBuffer();
    } catch {
      throw new Trouble(`${path}: ${form.dataset.changed}`);
    }
    const query = new URLSearchParams({ name: path, offset: at });
    const { size } = await ask(`/upload/${number}/file/?${query}`, { method: "PUT", body: chunk });
    tell("");
    moved(size - at);
    at = size;
    row.lastChild.textContent = `${form.dataset.busy} ${Math.floor((100 * at) / Math.max(1, file.size))} %`;
  } while (at < file.size);
  if (at !== file.size) throw new Trouble(`${path}: ${form.dataset.changed}`);
  row.lastChild.textContent = form.dataset.done;
}

async function start() {
  const kept = sessionStorage.getItem("hoso-upload");
  if (kept) {
    const answer = await fetch(`/upload/${kept}/file/`, { headers });
    const { received } = answer.ok ? await answer.json() : {};
    const ours = new Set([...chosen.keys()].map((path) => path.normalize("NFC")));
    if (received && Object.keys(received).every((name) => ours.has(name))) return [kept, received];
  }
  const { number } = await ask(form.dataset.start, { method: "POST" });
  sessionStorage.setItem("hoso-upload", number);
  return [number, {}];
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  send.disabled = true;
  tell("");
  try {
    const [number, received] = await start();
    const sizes = Object.fromEntries([...chosen].map(([path, { file }]) => [path.normalize("NFC"), file.size]));
    all.max = Math.max(1, Object.values(sizes).reduce((sum, size) => sum + size, 0));
    all.value = 0;
    all.hidden = false;
    for (const [path, each] of chosen) {
      const had = received[path.normalize("NFC")] ?? 0;
      all.value += had;
      if (had < each.file.size || !had) await sendFile(number, path, each, had, (more) => { all.value += more; });
    }
    const query = new URLSearchParams({ title: document.getElementById("title").value });
    await ask(`/upload/${number}/finish/?${query}`, { method: "POST", body: JSON.stringify(sizes) });
    sessionStorage.removeItem("hoso-upload");
    location.assign(`/upload/${number}/`);
  } catch (error) {
    tell(error.message);
    send.disabled = false;
  }
});

window.addEventListener("beforeunload", (event) => {
  if (!all.hidden && send.disabled && all.value < all.max) event.preventDefault();
});
