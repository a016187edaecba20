// A page that lies is turned on the screen first, and saved by the button that gets the focus.
// It stands behind review.js, whose sheets these are.
"use strict";

const panel = document.getElementById("turning");
const turning = panel.querySelector("form");
const TURNED = {
  0: () => "",
  90: (_, height) => `matrix(0 1 -1 0 ${height} 0) `,
  180: (width, height) => `matrix(-1 0 0 -1 ${width} ${height}) `,
  270: (width) => `matrix(0 -1 1 0 0 ${width}) `,
};

function turn() {
  const { page, by } = turning.elements;
  if (!shownSheet()) return;
  by.value = panel.open ? (Number(by.value) + 90) % 360 : 90;
  if (!panel.open) page.value = pageOf(shownSheet());
  panel.open = true;
  preview();
  turning.querySelector("[name=read]").focus();
}

const pageOf = (sheet) => Number(sheet.id.replace("sheet-", "")) + 1;

function preview() {
  const { page, by } = turning.elements;
  for (const sheet of sheets) {
    const wanted = panel.open && pageOf(sheet) === Number(page.value) ? Number(by.value) : 0;
    if (Number(sheet.dataset.by ?? 0) === wanted) continue;
    if (wanted) showSheet(sheet);
    turnSheet(sheet, wanted);
  }
}

function choose() {
  showSheet(sheets.find((sheet) => pageOf(sheet) === Number(turning.elements.page.value)));
  preview();
}

function turnSheet(sheet, by) {
  sheet.dataset.upright ??= sheet.dataset.whole;
  const [, , width, height] = sheet.dataset.upright.split(" ").map(Number);
  sheet.dataset.by = by;
  sheet.dataset.whole = by % 180 ? `0 0 ${height} ${width}` : sheet.dataset.upright;
  sheet.setAttribute("viewBox", sheet.dataset.whole);
  for (const each of sheet.querySelectorAll("image, rect")) {
    each.dataset.own ??= each.getAttribute("transform") ?? "";
    each.setAttribute("transform", TURNED[by](width, height) + each.dataset.own);
  }
}

function lieAsBefore() {
  panel.open = false;
  panel.querySelector("summary").focus();
}

function tellReading(event) {
  if (turning.dataset.sent) return event.preventDefault();
  turning.dataset.sent = "yes";
  if (event.submitter?.name === "read") document.getElementById("turned").textContent = turning.dataset.reading;
}
panel.addEventListener("toggle", preview); // told late: the person may have gone to another page
turning.addEventListener("change", choose);
window.addEventListener("pageshow", () => delete turning.dataset.sent);

document.addEventListener("submit", (event) => {
  if (event.target === turning && !event.defaultPrevented) tellReading(event);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !panel.open || event.defaultPrevented || typing(event)) return;
  lieAsBefore();
  event.preventDefault();
});
