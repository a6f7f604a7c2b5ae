// How a component sends what nobody clicked.
//
// Streamlit gathers what changes into one request, which leaves in a task of its own and runs one part of the page. If
// what a component sends by itself and a click of the reader's fall into the same request, it runs the component's part,
// and the click changes nothing on the page. So what is sent by itself leaves at once, and not while a click is under way.

let touched = -Infinity;

for (const event of ["pointerup", "click", "keydown", "change"]) {
  document.addEventListener(event, () => (touched = performance.now()), { capture: true, passive: true });
}

const isTouched = (withinMs) => performance.now() - touched < withinMs;

function sendAtOnce(send) {
  const later = window.setTimeout;
  window.setTimeout = (task, wait) => (wait ? later(task, wait) : task());
  try {
    send();
  } finally {
    window.setTimeout = later;
  }
}

