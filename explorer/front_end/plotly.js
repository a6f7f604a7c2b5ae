// Plotly's library, fetched when the first figure needs it, and what every figure has in common.

export const CONFIG = { displayModeBar: false, scrollZoom: false };

const AT_ONCE = { mode: "immediate", frame: { duration: 0, redraw: false }, transition: { duration: 0 } };

// Moves what the frame holds: lines and points only, at about two thirds of what drawing the figure anew costs.
export const moveAtOnce = (plot, frame) => window.Plotly.animate(plot, frame, AT_ONCE);

let loading;

// `address` is seen from this file's folder.
export function loadPlotly(address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(address, import.meta.url);
    script.onload = resolve;
    script.onerror = () => {
      loading = undefined; // so that the next figure tries again
      script.remove();
      reject(new Error(`${script.src} did not arrive`));
    };
    document.head.append(script);
  });
  return loading;
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

// One drawing a task: the first figure is seen, and the next key heard, before the second one is drawn.
let lastDrawing = Promise.resolve();

export function drawInTurn(draw) {
  lastDrawing = lastDrawing.then(draw).catch((error) => console.error(error)).then(nextTask);
}
