// What is wrong with the page for people who use it in other ways than its author: an array of sentences, empty if all
// is well. The body of a function whose argument is the language that the page should have.
"use strict";
const language = arguments[0];
const found = [];
const name = (element) => {
  const id = element.id ? "#" + element.id : "";
  const classes = element.classList.length ? "." + [...element.classList].join(".") : "";
  return element.tagName.toLowerCase() + id + classes + " “" + element.textContent.trim().slice(0, 30) + "”";
};
const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const all = (selector) => [...document.querySelectorAll(selector)].filter(isShown);

// The language, the title and the landmarks.
if (document.documentElement.lang !== language) found.push(`the language is “${document.documentElement.lang}”`);
if (!document.title.trim()) found.push("there is no title");
for (const [selector, what] of [["main", "main"], ["body > header", "header"], ["body > footer", "footer"], ["h1", "h1"]]) {
  const count = all(selector).length;
  if (count !== 1) found.push(`${count} times ${what}`);
}
const labels = all("nav").map((nav) => nav.getAttribute("aria-label"));
if (!labels.length) found.push("there is no nav");
if (labels.some((label) => !label) || new Set(labels).size !== labels.length) found.push("a nav has no label of its own");
for (const element of document.body.children) {
  if (!["HEADER", "MAIN", "FOOTER", "SCRIPT"].includes(element.tagName) && !element.matches("a.skip")) {
    found.push(`${name(element)} is outside of the landmarks`);
  }
}

// Headings: no level is left out.
let level = 0;
for (const heading of all("h1,h2,h3,h4,h5,h6")) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) found.push(`${name(heading)} follows on level ${level}`);
  if (!heading.textContent.trim()) found.push("a heading is empty");
  level = next;
}

// Identifiers and what refers to them.
const identifiers = [...document.querySelectorAll("[id]")].map((element) => element.id);
for (const id of identifiers) {
  if (identifiers.indexOf(id) !== identifiers.lastIndexOf(id)) found.push(`#${id} is there twice`);
}
for (const attribute of ["aria-labelledby", "aria-describedby", "for", "data-copy"]) {
  for (const element of document.querySelectorAll(`[${attribute}]`)) {
    for (const id of element.getAttribute(attribute).split(" ")) {
      if (!identifiers.includes(id)) found.push(`${name(element)}: ${attribute} leads to no #${id}`);
    }
  }
}
for (const input of all("input,select,textarea")) {
  if (!input.labels.length) found.push(`${name(input)} ${input.name} has no label`);
}

// Lists and definitions.
for (const list of all("ul,ol")) {
  for (const child of list.children) if (child.tagName !== "LI") found.push(`${name(child)} stands in a list`);
}
for (const image of all("img,svg")) {
  const words = ["alt", "aria-label", "aria-labelledby"].some((attribute) => image.hasAttribute(attribute));
  if (!words && image.getAttribute("aria-hidden") !== "true") {
    found.push(`${name(image)} has no words`);
  }
}

// What fingers are to meet: 44 CSS pixels high, but for links within a sentence.
for (const control of all("a,button,input,select,summary")) {
  if (control.type === "hidden" || control.matches("a.skip")) continue;
  const isInline = control.tagName === "A" && getComputedStyle(control).display === "inline";
  const box = control.getBoundingClientRect();
  if (isInline && control.closest("p,li,dd,td,th")?.textContent.trim() !== control.textContent.trim()) continue;
  if (box.height < 43.5 || box.width < 24) found.push(`${name(control)} is ${box.width.toFixed()} × ${box.height.toFixed()}`);
}
return found;
