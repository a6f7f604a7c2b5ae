// A figure to take along: as a picture on the theme's background, or its numbers as CSV. Shown while the pointer, a
// finger or the keyboard's focus is on the figure.

import { imagesOf } from "./chart_maps.js";
import { numbersOf } from "./numbers.js";
import { CONFIG } from "./plotly.js";

const KINDS = ["PNG", "SVG", "CSV"];
const SCALE = 2; // of a PNG: sharp on a slide

export function offerFiles(chart) {
  const bar = document.createElement("div");
  bar.className = "take-along";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Download this figure");
  for (const kind of KINDS) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = kind;
    button.title = kind === "CSV" ? "Download this figure's numbers as CSV" : `Download this figure as ${kind}`;
    button.setAttribute("aria-label", button.title);
    button.addEventListener("click", () => chart.isThere && takeAlong(chart, kind));
    bar.append(button);
  }
  return bar;
}

async function takeAlong(chart, kind) {
  const link = document.createElement("a");
  link.download = `${chart.name}.${kind.toLowerCase()}`;
  link.href = kind === "CSV" ? csvOf(chart) : await pictureOf(chart, kind);
  link.click();
}

function pictureOf({ place, parent, newest }, kind) {
  const background = getComputedStyle(parent).getPropertyValue("--st-background-color").trim();
  const { layout } = place;
  // A picture brings no typeface along: one that is everywhere, or labels would be cut.
  const font = { ...layout.template.layout.font, ...layout.font, family: "Arial, sans-serif" };
  const own = { paper_bgcolor: background, plot_bgcolor: background, font, images: imagesOf(newest.figure.layout) };
  const { width, height } = layout;
  const options = { format: kind.toLowerCase(), width, height, scale: kind === "PNG" ? SCALE : 1 };
  return window.Plotly.toImage({ data: place.data, layout: { ...layout, ...own }, config: CONFIG }, options);
}

// One row a point that can be seen: the curve's name, x, y, and for a map what it shows there.
function csvOf({ place, newest: { figure } }) {
  const rows = ["curve,x,y,z"];
  figure.data.forEach((trace, i) => {
    if ((place.data[i].visible ?? true) !== true) return; // the reader may have hidden it
    const name = `"${(trace.name ?? `trace ${i}`).replace(/<[^>]+>/g, "").replaceAll('"', '""')}"`;
    const [x, y, z] = ["x", "y", "z"].map((axis) => numbersOf(trace[axis] ?? []));
    const n_columns = trace.z?.bdata ? Number(trace.z.shape.split(",")[1]) : trace.z?.[0].length;
    z.forEach((value, k) => {
      const [row, column] = [Math.floor(k / n_columns), k % n_columns];
      rows.push([name, x[column] ?? column, y[row] ?? row, value].join());
    });
    if (!trace.z) y.forEach((value, j) => rows.push([name, x[j] ?? j, value, ""].join()));
  });
  for (const { name, n, values, ends } of figure.layout.meta?.maps ?? []) {
    const at = (i) => ends[0] + (i / (n - 1)) * (ends[1] - ends[0]);
    numbersOf(values).forEach((z, i) => rows.push([`"${name}"`, at(i % n), at(Math.floor(i / n)), z].join()));
  }
  return `data:text/csv;charset=utf-8,${encodeURIComponent(rows.join("\n") + "\n")}`;
}
