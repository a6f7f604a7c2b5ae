// Maps under a figure's points, as one picture: `layout.images[0]` says where, `layout.meta.maps` what. Plotly would draw
// such a map whole, and everything over it with it, at every change; here only the picture is exchanged.
//
// A map: `values` on a square grid of n by n points, from the lower left corner, whose edge points lie on the picture's
// edge; transparent at `low` and of `opacity` at `high` in its `color`; a line where it is `edge`, if there is any. With
// `cover`, n by n from 0 to 1, map and line fade where that is small. Later maps lie over earlier ones.

const MAP_PX = 440; // a side of the picture
const EDGE_PX = 1.1; // half the width of the line

// Returns the address of the picture of these maps; undefined without maps.
function paintedMaps({ meta }) {
  if (!meta?.maps?.length) return undefined;
  const canvas = Object.assign(document.createElement("canvas"), { width: MAP_PX, height: MAP_PX });
  const brush = canvas.getContext("2d");
  const picture = brush.createImageData(MAP_PX, MAP_PX);
  for (const map of meta.maps) paintMap(picture.data, map);
  brush.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}

function paintMap(pixels, { n, values, cover, low, high, color, opacity, edge }) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const [z, covers] = [numbersOf(values), cover && numbersOf(cover)];
  const step = (n - 1) / MAP_PX;
  for (let row = 0; row < MAP_PX; row++) {
    const y = (MAP_PX - row - 0.5) * step;
    for (let column = 0; column < MAP_PX; column++) {
      const x = (column + 0.5) * step;
      const [left, below] = [Math.floor(x), Math.floor(y)];
      const [right, up] = [x - left, y - below];
      const at = below * n + left;
      const [one, two, three, four] = [z[at], z[at + 1], z[at + n], z[at + n + 1]];
      const value = (one * (1 - right) + two * right) * (1 - up) + (three * (1 - right) + four * right) * up;
      let alpha = opacity * Math.min(Math.max((value - low) / (high - low), 0), 1);
      if (typeof edge === "number") {
        // How many pixels away the line is, by the slope.
        const slopeX = (two - one) * (1 - up) + (four - three) * up;
        const slopeY = (three - one) * (1 - right) + (four - two) * right;
        const away = Math.abs(value - edge) / Math.max(Math.hypot(slopeX, slopeY) * step, 1e-12);
        alpha = Math.max(alpha, Math.min(Math.max(EDGE_PX + 0.5 - away, 0), 1));
      }
      if (covers) alpha *= (covers[at] * (1 - right) + covers[at + 1] * right) * (1 - up) + (covers[at + n] * (1 - right) + covers[at + n + 1] * right) * up;
      lay(pixels, 4 * (row * MAP_PX + column), red, green, blue, alpha);
    }
  }
}

// One colour over what is there.
function lay(pixels, at, red, green, blue, alpha) {
  const under = (pixels[at + 3] / 255) * (1 - alpha);
  const all = alpha + under;
  if (!all) return;
  pixels[at] = (red * alpha + pixels[at] * under) / all;
  pixels[at + 1] = (green * alpha + pixels[at + 1] * under) / all;
  pixels[at + 2] = (blue * alpha + pixels[at + 2] * under) / all;
  pixels[at + 3] = 255 * all;
}

// Exchanges the picture in a drawing, and in what Plotly knows of it, which is asked when the figure is taken along.
function exchangePicture(plot, source, maps) {
  const image = plot.querySelector(".imagelayer image");
  if (!source || !image) return;
  image.setAttributeNS("http://www.w3.org/1999/xlink", "href", source);
  image._imgSrc = source; // Plotly's own note
  plot.layout.images[0].source = plot._fullLayout.images[0].source = source;
  plot.layout.meta.maps = maps;
}

// What a figure says of itself besides its maps.
const withoutMaps = ({ meta, ...layout }) => layout;
