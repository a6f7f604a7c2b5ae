// Brings the figure that a step of the walkthrough speaks of into sight, once, when the step has been drawn: with as much
// of what stands above it as the window holds. Whoever scrolls by hand is left alone.

import { isPageBusy } from "./streamlit_page.js";

const AGAIN_MS = 100; // a chapter may be drawn late, and a prediction may have to be made first
const AT_REST = 8; // looks at which nothing has moved any more: what stands above it may come later than the figure
const MARGIN = 12;

let wanted; // the class of the figure, until it has come to rest in sight
let nAtRest = 0;
let timer;

for (const byHand of ["wheel", "touchmove"]) {
  document.addEventListener(byHand, () => (wanted = undefined), { capture: true, passive: true });
}

export function bringIntoSight(figure) {
  wanted = figure && `.st-key-${CSS.escape(figure)}`;
  nAtRest = 0;
  look();
}

function look() {
  clearTimeout(timer);
  if (!wanted) return;
  const figure = document.querySelector(wanted);
  const isDrawn = figure?.offsetHeight && !isPageBusy();
  if (isDrawn) nAtRest = scrollTo(figure) ? 0 : nAtRest + 1;
  if (nAtRest < AT_REST) timer = setTimeout(look, AGAIN_MS);
  else wanted = undefined;
}

// Returns whether the page has moved.
function scrollTo(figure) {
  const main = document.querySelector("[data-testid=stMain]");
  const strip = document.querySelector(".st-key-walkthrough_box").getBoundingClientRect();
  const end = strip.top > 0 ? strip.top : window.innerHeight; // a strip at the bottom covers what lies below it
  const { top, bottom } = figure.getBoundingClientRect();
  const toEnd = main.scrollTop + bottom + MARGIN - end;
  const toStart = main.scrollTop + top - MARGIN;
  const before = main.scrollTop;
  main.scrollTo({ top: Math.max(0, Math.min(toEnd, toStart)) });
  return Math.abs(main.scrollTop - before) > 1;
}
