// Arrows walk over the strips, the space bar marks one as wrong, Enter confirms the others.
"use strict";

const form = document.getElementById("bulk");
const boxes = form ? [...form.querySelectorAll("input[type=checkbox]")] : [];

function columns() {
  const top = boxes[0].closest("li").offsetTop;
  return Math.max(1, boxes.filter((box) => box.closest("li").offsetTop === top).length);
}

form?.addEventListener("keydown", (event) => {
  const place = boxes.indexOf(document.activeElement);
  if (place < 0 || event.isComposing || event.repeat) return event.repeat && event.key === "Enter" && event.preventDefault();
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() }[event.key];
  if (event.key === "Enter") form.requestSubmit();
  else if (by) boxes[Math.max(0, Math.min(boxes.length - 1, place + by))].focus();
  else return;
  event.preventDefault();
});

boxes[0]?.focus();
