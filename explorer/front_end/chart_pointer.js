// Reports where a figure is clicked, or dragged with a mouse, in the units of its first axes. A finger only taps: dragging
// it scrolls the page.

import { axesOf } from "./plotly_inside.js";

const REPORT_MS = 65; // between two reports of one drag

export function followPointer(chart, down) {
  const start = placeOf(chart, down);
  if (down.button !== 0 || start.outside) return;
  const stop = new AbortController();
  let last = 0;
  const report = (event) => {
    if (!chart.place.isConnected) return stop.abort(); // the page has put another chart there
    const { x, y } = placeOf(chart, event);
    chart.report?.({ x, y });
  };
  const move = (event) => {
    if (event.pointerType !== "mouse" || event.timeStamp - last < REPORT_MS) return;
    last = event.timeStamp;
    report(event);
  };
  const up = (event) => {
    stop.abort();
    report(event);
  };
  const { signal } = stop;
  // Plotly hears the mouse until it is up, and stumbles over a figure that was taken from it before.
  chart.released = new Promise((done) => {
    const heard = new AbortController();
    const end = () => setTimeout(done) && heard.abort();
    for (const type of ["pointerup", "pointercancel"]) window.addEventListener(type, end, { signal: heard.signal });
  });
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", up, { signal });
  window.addEventListener("pointercancel", () => stop.abort(), { signal });
}

function placeOf({ place: plot, scale }, { clientX, clientY }) {
  const { left, top } = plot.getBoundingClientRect();
  const [across, up] = axesOf(plot);
  const right = ((clientX - left) / scale - across.offset) / across.length;
  const down = ((clientY - top) / scale - up.offset) / up.length;
  const outside = right < 0 || down < 0 || right > 1 || down > 1;
  return { x: between(across.range, right), y: between(up.range, 1 - down), outside };
}

const between = ([low, high], share) => low + share * (high - low);
