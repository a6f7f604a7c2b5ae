// What we change of the browser's own, for want of another way; each has its reason and its test
// (`tests/browser/test_patches.py`).

// Streamlit gathers what changes into one request, which leaves in a timer's task and runs one part of the page. If what a
// component sends by itself and a click of the reader's fall into the same request, it runs the component's part, and the
// click changes nothing on the page. So what is sent by itself leaves at once: timers without a delay run as they are set.
export function sendAtOnce(send) {
  const later = window.setTimeout;
  window.setTimeout = (task, wait) => (wait ? later(task, wait) : task());
  try {
    send();
  } finally {
    window.setTimeout = later;
  }
}

// A step of a walkthrough, a preset and an opened page set several controls, each of which Streamlit makes an entry of the
// browser's history: together they are one step back, and what nobody pressed is none. Nor is each of the steps that a
// slider makes while its key is held.
const HELD_MS = 1000;

export function joinHistoryEntries() {
  const push = history.pushState;
  let pressed; // since the last entry
  let last;
  for (const press of ["pointerdown", "click", "keydown"]) {
    document.addEventListener(press, ({ target }) => (pressed = target), { capture: true, passive: true });
  }
  history.pushState = (...entry) => {
    const isHeld = last && pressed === last.pressed && performance.now() - last.when < HELD_MS;
    const isNew = pressed && !isHeld;
    if (pressed) last = { pressed, when: performance.now() };
    pressed = undefined;
    (isNew ? push : history.replaceState).apply(history, entry);
  };
}

// Plotly rejects the promise of a film that it is told to end, gives no reason, and its own buttons do not listen: the
// browser would call that an error.
export function ignoreOvertakenFilms() {
  window.addEventListener("unhandledrejection", (event) => event.reason === undefined && event.preventDefault());
}
