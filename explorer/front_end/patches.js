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

// A browser that translates the page puts elements of its own, `font`, in the place of texts that React holds: React would
// find a child to be gone, end the page in an error box, or change a text that nobody sees any more. So what is done to a
// text that was replaced is done to what stands in its place; a text that changes comes back, to be translated anew.
export function surviveTranslation() {
  const standIns = new WeakMap(); // text -> the `font` in its place
  let isPatched = false;
  const note = (text, font) => {
    standIns.set(text, font);
    if (!isPatched) reachStandIns(standIns);
    isPatched = true;
  };
  const isFont = (node) => node?.nodeName === "FONT";
  new MutationObserver((records) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of records) {
      const gone = removedNodes[0];
      if (gone?.nodeType !== Node.TEXT_NODE) continue;
      const font = [...addedNodes, previousSibling, nextSibling].find(isFont);
      if (font) note(gone, font);
    }
  }).observe(document.body, { childList: true, subtree: true });
}

function reachStandIns(standIns) {
  const { removeChild, insertBefore } = Node.prototype;
  const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
  const childOf = (parent, node) => {
    const font = node && node.parentNode !== parent && standIns.get(node);
    return font && font.parentNode === parent ? font : node;
  };
  Node.prototype.removeChild = function (child) {
    removeChild.call(this, childOf(this, child));
    return child;
  };
  Node.prototype.insertBefore = function (added, before) {
    return insertBefore.call(this, added, childOf(this, before));
  };
  Object.defineProperty(Node.prototype, "nodeValue", {
    configurable: true,
    enumerable: true,
    get,
    set(value) {
      const font = standIns.get(this);
      if (font?.isConnected && !font.contains(this)) font.replaceWith(this);
      set.call(this, value);
    },
  });
}
