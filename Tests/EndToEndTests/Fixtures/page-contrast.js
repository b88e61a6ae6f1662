// Texts whose colour differs too little from what lies behind them (WCAG 2.2, 1.4.3 and 1.4.11, level AA): an array of
// sentences, and at its end how many texts were compared. The body of a function.
"use strict";
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const brush = canvas.getContext("2d", { willReadFrequently: true });
const octets = (colour) => {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return [...brush.getImageData(0, 0, 1, 1).data];
};
const over = (front, back) => {
  const alpha = front[3] / 255;
  return [0, 1, 2].map((index) => front[index] * alpha + back[index] * (1 - alpha)).concat(255);
};
const luminance = (colour) => {
  const [red, green, blue] = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ratio = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const behind = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.push(octets(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((back, front) => over(front, back), octets(getComputedStyle(document.documentElement).colorScheme.startsWith("dark") ? "black" : "white"));
};
const found = [];
let count = 0;
const compare = (colour, back, least, what) => {
  count += 1;
  const value = ratio(over(octets(colour), back), back);
  if (value < least) found.push(`${what}: ${value.toFixed(2)} of ${least}`);
};
const least = (style) => {
  const size = parseFloat(style.fontSize);
  return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
};

const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const text = walker.currentNode.textContent.trim();
  const element = walker.currentNode.parentElement;
  if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
  const style = getComputedStyle(element);
  compare(style.color, behind(element), least(style), `“${text.slice(0, 40)}”`);
}
for (const element of document.body.querySelectorAll("*")) {
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (style.content === "none" || style.content === "normal" || style.content === '""') continue;
    const back = over(octets(style.backgroundColor), behind(element));
    compare(style.color, back, least(style), `${element.tagName}${pseudo} ${style.content}`);
  }
}
for (const input of document.querySelectorAll("input:not([type=hidden]),select,textarea")) {
  const style = getComputedStyle(input);
  compare(style.color, behind(input), 4.5, `the text of ${input.name}`);
  compare(style.borderTopColor, behind(input.parentElement), 3, `the border of ${input.name}`);
  if (input.placeholder) {
    compare(getComputedStyle(input, "::placeholder").color, behind(input), 4.5, `the example of ${input.name}`);
  }
}
found.push(String(count));
return found;
