// A field and its box light up together. Without this file, links between them do the same.
"use strict";

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const field of document.querySelectorAll("[data-box]")) {
  const box = document.getElementById(field.dataset.box);
  if (!box) continue;
  const light = () => [field, box].forEach((each) => each.classList.add("lit"));
  const dim = () => [field, box].forEach((each) => each.classList.remove("lit"));
  for (const each of [field, box]) {
    each.addEventListener("mouseenter", light);
    each.addEventListener("mouseleave", dim);
  }
  field.addEventListener("focusin", () => {
    light();
    box.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  });
  field.addEventListener("focusout", dim);
}
