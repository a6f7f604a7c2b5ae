// Opens the browser's print dialogue when every chart has been drawn. A page that was opened in the reader's own theme is
// opened again as one for paper.

import { PAPER } from "./paper.js";

const isDrawn = () => !document.querySelector("[role=figure]:not([data-drawn])");
const print = () => (isDrawn() ? window.print() : setTimeout(print, 200));

function beOfPaper() {
  const address = new URL(window.location);
  if (address.searchParams.getAll("embed_options").includes(PAPER.embed_options)) return;
  for (const [name, value] of Object.entries(PAPER)) address.searchParams.set(name, value);
  window.location.replace(address);
}

export default function ({ parentElement }) {
  beOfPaper();
  parentElement.querySelector("button").onclick = print;
}
