// A figure to take along: as a picture on the theme's background, or its numbers as CSV. Shown while the pointer, a
// finger or the keyboard's focus is on the figure.

const KINDS = ["PNG", "SVG", "CSV"];
const SCALE = 2; // of a PNG: sharp on a slide

function offerFiles(chart) {
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
    button.addEventListener("click", () => chart.drawn && takeAlong(chart, kind));
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

function pictureOf({ place, parent, figure }, kind) {
  const background = getComputedStyle(parent).getPropertyValue("--st-background-color").trim();
  const { width, height, font } = place._fullLayout;
  // A picture brings no typeface along: one that is everywhere, or labels would be cut.
  const own = { paper_bgcolor: background, plot_bgcolor: background, font: { ...font, family: "Arial, sans-serif" } };
  const layout = { ...place.layout, ...own, images: imagesOf(figure?.layout ?? {}) };
  const options = { format: kind.toLowerCase(), width, height, scale: kind === "PNG" ? SCALE : 1 };
  return window.Plotly.toImage({ data: place.data, layout, config: CONFIG }, options);
}

// One row a point: the curve's name, x, y, and for a map what it shows there.
function csvOf({ place, figure }) {
  const rows = ["curve,x,y,z"];
  place._fullData.forEach((trace, i) => {
    if (trace.visible !== true) return;
    const name = `"${(trace.name ?? `trace ${i}`).replace(/<[^>]+>/g, "").replaceAll('"', '""')}"`;
    const [x, y] = [trace.x ?? [], trace.y ?? []];
    if (trace.z) trace.z.forEach((row, j) => row.forEach((z, k) => rows.push([name, x[k] ?? k, y[j] ?? j, z].join())));
    else Array.from(y, (value, j) => rows.push([name, x[j] ?? j, value, ""].join()));
  });
  for (const { name, n, values, ends } of figure?.layout.meta?.maps ?? []) {
    const at = (i) => ends[0] + (i / (n - 1)) * (ends[1] - ends[0]);
    numbersOf(values).forEach((z, i) => rows.push([`"${name}"`, at(i % n), at(Math.floor(i / n)), z].join()));
  }
  return `data:text/csv;charset=utf-8,${encodeURIComponent(rows.join("\n") + "\n")}`;
}
