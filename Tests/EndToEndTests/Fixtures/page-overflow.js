// What reaches beyond the sides of the window, or is cut off within its box: an array of sentences. The body of a
// function.
"use strict";
const found = [];
const width = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > width) {
  found.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${width}`);
}
for (const element of document.body.querySelectorAll("*")) {
  if (!element.checkVisibility() || element.matches(".skip,.told")) continue;
  // What can be moved sideways, by keyboard too.
  if (element.parentElement.closest(".scroll[tabindex='0']")) continue;
  const box = element.getBoundingClientRect();
  const name = `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 30)}”`;
  if (box.right > width + 0.5 || box.left < -0.5) {
    found.push(`${name} reaches from ${box.left.toFixed()} to ${box.right.toFixed()} of ${width}`);
  }
  const style = getComputedStyle(element);
  // Pictures have no boxes whose content could be cut off, and what is typed can be moved.
  if (element instanceof SVGElement || element instanceof HTMLInputElement) continue;
  if (style.display !== "inline" && style.overflowX !== "auto" && element.scrollWidth > element.clientWidth + 1) {
    found.push(`${name} has ${element.scrollWidth} in ${element.clientWidth}`);
  }
}
return found;
