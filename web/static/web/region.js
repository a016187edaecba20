// A box on the picture, drawn by mouse or pen or named by a button: its words come into an input.
"use strict";

const sheet = document.getElementById("sheet");
const drawn = document.getElementById("spot-region");
const region = document.getElementById("region");
const SMALLEST = 6; // pixels of the screen; less is a click
let start = null;

// Pixels of the upright page under a point of the screen.
function onPage(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
  const [, , width, height] = sheet.dataset.whole.split(" ").map(Number);
  return [Math.max(0, Math.min(width, point.x)), Math.max(0, Math.min(height, point.y))].map(Math.round);
}

const between = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.max(x, u), Math.max(y, v)];

function draw([left, top, right, bottom]) {
  const sizes = { x: left, y: top, width: right - left, height: bottom - top };
  for (const [name, size] of Object.entries(sizes)) drawn.setAttribute(name, size);
}

function mark(box) {
  const typed = dirty();
  if (typed?.id === "field-region") {
    tell(lost.dataset.dirty);
    return go(typed);
  }
  draw(box);
  ["left", "top", "right", "bottom"].forEach((name, place) => (region.elements[name].value = box[place]));
  htmx.trigger(region, "marked");
}

sheet?.addEventListener("pointerdown", (event) => {
  if (event.button || event.pointerType === "touch") return; // fingers move the page
  start = { screen: [event.clientX, event.clientY], page: onPage(event) };
  sheet.setPointerCapture(event.pointerId);
  event.preventDefault();
});

sheet?.addEventListener("pointermove", (event) => {
  if (start) draw(between(start.page, onPage(event)));
});

sheet?.addEventListener("pointerup", (event) => {
  if (!start) return;
  const { screen, page } = start;
  start = null;
  const moved = Math.min(Math.abs(event.clientX - screen[0]), Math.abs(event.clientY - screen[1]));
  if (moved >= SMALLEST) mark(between(page, onPage(event)));
});

sheet?.addEventListener("pointercancel", () => (start = null));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-box]");
  if (button) mark(button.dataset.box.split(" ").map(Number));
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id === "marked") go(document.getElementById("field-region"));
});
