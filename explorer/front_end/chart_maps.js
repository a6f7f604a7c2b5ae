// Maps under a figure's points, painted on a canvas below Plotly's drawing. Plotly would draw such a map whole, and
// everything over it with it, at every change.
//
// `layout.meta.maps` has them. A map: `values` on a grid of n by n points, from the lower left corner, of the field from
// `ends[0]` to `ends[1]` across and from `upEnds[0]` to `upEnds[1]` up; clear at `low` and of `opacity` at `high` in its
// `color`; a line where it is `edge`, if there is any. With `cover`, n by n from 0 to 1, both fade where that is small.
// Later maps lie over earlier ones.

import { numbersOf } from "./numbers.js";
import { axesOf } from "./plotly_inside.js";

const MOST_PX = 1000; // a side of the canvas
const EXPORTED_PX = 900;
const EDGE_PX = 2;

// Paints a figure's maps where its axes are now; called whenever one or the other may have changed.
export function showMaps({ frame, place: plot, newest }) {
  const { maps } = newest.figure.layout.meta ?? {};
  const known = frame.querySelector(":scope > canvas");
  if (!maps?.length) return known?.remove();
  const canvas = known ?? Object.assign(document.createElement("canvas"), { className: "maps" });
  if (!known) frame.prepend(canvas);
  const [across, up] = axesOf(plot);
  const [left, right] = maps[0].ends.map((end) => across.offset + across.length * shareOf(across.range, end));
  const [bottom, top] = maps[0].upEnds.map((end) => up.offset + up.length * (1 - shareOf(up.range, end)));
  const [width, height] = [right - left, bottom - top];
  const place = { position: "absolute", left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
  Object.assign(canvas.style, place);
  const pixels = Math.min(Math.round(width * (window.devicePixelRatio || 1)), MOST_PX);
  const painted = JSON.stringify([maps, pixels, width]);
  if (canvas.painted === painted) return; // a point has moved over maps that stay
  paintMaps(canvas, maps, pixels, width);
  canvas.painted = painted;
}

const shareOf = ([low, high], value) => (value - low) / (high - low);

// The maps as a part of the picture that is taken along.
export function imagesOf({ meta }) {
  if (!meta?.maps?.length) return [];
  const canvas = document.createElement("canvas");
  paintMaps(canvas, meta.maps, EXPORTED_PX, EXPORTED_PX / 2);
  const { ends, upEnds } = meta.maps[0];
  const [sizex, sizey] = [ends, upEnds].map(([low, high]) => high - low);
  const place = { xref: "x", yref: "y", x: ends[0], y: upEnds[1], sizex, sizey, sizing: "stretch" };
  return [{ ...place, layer: "below", source: canvas.toDataURL() }];
}

function paintMaps(canvas, maps, pixels, width) {
  canvas.width = canvas.height = pixels; // which clears it
  const brush = canvas.getContext("2d");
  brush.scale(pixels / width, pixels / width);
  for (const map of maps) paintMap(brush, map, width);
}

function paintMap(brush, { n, values, cover, low, high, color, opacity, edge }, width) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const [z, covers] = [numbersOf(values), cover && numbersOf(cover)];
  const points = new ImageData(n, n);
  for (let i = 0; i < n * n; i++) {
    const at = 4 * ((n - 1 - Math.floor(i / n)) * n + (i % n)); // a picture begins at its top
    const share = Math.min(Math.max((z[i] - low) / (high - low), 0), 1);
    points.data.set([red, green, blue, 255 * opacity * share * (covers?.[i] ?? 1)], at);
  }
  const small = Object.assign(document.createElement("canvas"), { width: n, height: n });
  small.getContext("2d").putImageData(points, 0, 0);
  brush.drawImage(small, 0.5, 0.5, n - 1, n - 1, 0, 0, width, width); // the browser fills in between
  if (typeof edge === "number") strokeEdge(brush, { n, z, edge, color, covers }, width);
}

// The line where z is `edge`, straight through each cell of the grid (marching squares).
function strokeEdge(brush, { n, z, edge, color, covers }, width) {
  const step = width / (n - 1);
  Object.assign(brush, { strokeStyle: color, lineWidth: EDGE_PX, lineCap: "round" });
  for (let row = 0; row < n - 1; row++) {
    for (let column = 0; column < n - 1; column++) {
      const at = row * n + column;
      const corners = [at, at + 1, at + n + 1, at + n]; // around the cell
      const heights = corners.map((i) => z[i] - edge);
      if (heights.every((height) => height > 0) || heights.every((height) => height <= 0)) continue;
      const ends = [];
      for (const [k, height] of heights.entries()) {
        const next = (k + 1) % 4;
        if (height > 0 === heights[next] > 0) continue;
        const share = height / (height - heights[next]);
        const [from, to] = [PLACES[k], PLACES[next]];
        ends.push([0, 1].map((axis) => from[axis] + share * (to[axis] - from[axis])));
      }
      // On a saddle there are four ends; which two belong together the height of the middle says.
      const middle = heights.reduce((sum, height) => sum + height) / 4;
      if (ends.length === 4 && middle > 0 === heights[0] > 0) ends.push(ends.shift());
      brush.globalAlpha = covers?.[at] ?? 1;
      brush.beginPath();
      for (const [k, [right, up]] of ends.entries()) {
        const [x, y] = [(column + right) * step, width - (row + up) * step];
        if (k % 2) brush.lineTo(x, y);
        else brush.moveTo(x, y);
      }
      brush.stroke();
    }
  }
  brush.globalAlpha = 1;
}

const PLACES = [[0, 0], [1, 0], [1, 1], [0, 1]]; // a cell's corners, in the order of `corners`
