// The arrow keys, and Page Up and Page Down of a presenter's remote, press Back and Next, wherever nothing else needs them.
// So do the presenter's notes in their own window, which are told at which step this window is.

import { CHANNEL, nameOfWindow } from "./lecture_channel.js";
import { isPageBusy } from "./streamlit_page.js";

const STEPS = { ArrowRight: "Next", PageDown: "Next", ArrowLeft: "Back", PageUp: "Back" };
const IN_NEED = "input, textarea, select, [contenteditable], [role=slider], [role=radio], [role=tab], [role=option]";
const PATIENCE_MS = 5000; // an answer that takes longer than this is taken for lost
const BUSY_MS = 40;

function inFocus() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

const buttonOf = (here, step) => document.querySelector(`.st-key-_${here.page}_${step} button:enabled`);

// Where this window is, and the presses that wait: while the page answers one, Streamlit would lose the next.
let here;
let waiting = [];
let pressed;
let timer;

function press(step) {
  waiting.push(step);
  pressWaiting();
}

function pressWaiting() {
  clearTimeout(timer);
  if (!waiting.length || !here) return;
  const unanswered = pressed && pressed.at === placeOf(here) && performance.now() - pressed.when < PATIENCE_MS;
  if (isPageBusy() || unanswered) {
    timer = setTimeout(pressWaiting, BUSY_MS);
    return;
  }
  const button = buttonOf(here, waiting.shift());
  pressed = button && { at: placeOf(here), when: performance.now() };
  if (!button) waiting = []; // at an end
  button?.click();
  if (waiting.length) timer = setTimeout(pressWaiting, BUSY_MS);
}

const placeOf = ({ page, step }) => `${page} ${step}`;

const channel = new BroadcastChannel(CHANNEL);

const tell = () => here && channel.postMessage({ to: "notes", window: nameOfWindow(), ...here });

channel.onmessage = ({ data }) => {
  if (data.to !== "lecture" || data.window !== nameOfWindow()) return;
  if (data.press) press(data.press);
  else tell();
};

function listen(event) {
  const step = STEPS[event.key];
  if (!here || !step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || inFocus()?.matches(IN_NEED)) return;
  if (!waiting.length && !isPageBusy() && !buttonOf(here, step)) return;
  event.preventDefault();
  press(step);
}

document.addEventListener("keydown", listen);

export default function ({ data }) {
  here = data;
  tell();
  pressWaiting();
  document.documentElement.dataset.remote = data.page; // for whoever waits until keys are heard
  return () => {
    if (here?.page === data.page) here = undefined; // closed, and not followed by another page's
  };
}
