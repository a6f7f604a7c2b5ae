// The arrow keys, and Page Up and Page Down of a presenter's remote, press Back and Next, wherever nothing else needs them.
// So do the presenter's notes in their own window, which are told at which step this window is. On a step that asks for a
// prediction Next shows the figure first.

import { drawnBy } from "./component.js";
import { inFocus } from "./in_focus.js";
import { CHANNEL, nameOfWindow } from "./lecture_channel.js";
import { bringIntoSight } from "./spotlight.js";
import { isPageBusy } from "./streamlit_page.js";

const STEPS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };
const LETTERS = { n: "next", b: "back" }; // the buttons' own shortcuts, which rest while any input has the focus
const WITHOUT_TEXT = "input:is([type=checkbox], [type=range])";
const SLIDER = "[role=slider], input[type=range]"; // needs its arrows, and leaves a remote its two keys
const IN_NEED = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=slider], [role=radio], [role=tab], [role=option]";
const AGAIN_MS = 3000; // a press that has led nowhere after so long, while nothing runs, was lost: it is made again
const TRIES = 5;
const BUSY_MS = 40;
const LEAVING_MS = 1000; // Streamlit may take this component away and put it back

const buttonOf = (step) => here && document.querySelector(`.st-key-_${here.page}_${step} button`);

// Where this window is, and the steps asked for: while the page answers one, Streamlit would lose the next.
let here;
let waiting = [];
let pressed; // the first of them, once its button has been clicked
let timer;
let leaving;

function press(step) {
  waiting.push(step);
  pressWaiting();
}

function forget() {
  [waiting, pressed] = [[], undefined];
}

function pressWaiting() {
  clearTimeout(timer);
  if (pressed && here && pressed.at !== placeOf(here)) {
    waiting.shift();
    pressed = undefined;
  }
  if (!waiting.length) return;
  if (here && !pressed && !here.leads[waiting[0]]) return forget(); // at an end
  timer = setTimeout(pressWaiting, BUSY_MS);
  const isUnderWay = pressed && performance.now() - pressed.when < AGAIN_MS;
  const button = buttonOf(waiting[0]);
  if (!button || button.disabled || isPageBusy() || isUnderWay) return; // what is drawn may be late
  const tries = (pressed?.tries ?? 0) + 1;
  if (tries > TRIES) console.error(`The walkthrough does not go on: ${waiting[0]} leads nowhere from ${placeOf(here)}`);
  if (tries > TRIES) return forget();
  pressed = { at: placeOf(here), when: performance.now(), tries };
  button.click();
}

const placeOf = ({ page, step, asks }) => `${page} ${step}${asks ? ", which asks" : ""}`;

const channel = new BroadcastChannel(CHANNEL);

const tell = () => here && channel.postMessage({ to: "notes", window: nameOfWindow(), ...here });

channel.onmessage = ({ data }) => {
  if (data.to !== "lecture" || data.window !== nameOfWindow()) return;
  if (data.press) press(data.press);
  else tell();
};

function stepOf(key) {
  const focus = inFocus();
  if (key.startsWith("Page") && focus?.matches(SLIDER)) return STEPS[key];
  return (focus?.matches(IN_NEED) ? undefined : STEPS[key]) ?? (focus?.matches(WITHOUT_TEXT) ? LETTERS[key] : undefined);
}

function listen(event) {
  const step = stepOf(event.key);
  if (!here || !step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (!waiting.length && !isPageBusy() && !here.leads[step]) return;
  event.preventDefault();
  event.stopPropagation();
  press(step);
}

document.addEventListener("keydown", listen, { capture: true }); // before a slider takes it for a move of its own

class Remote {
  hear({ data }) {
    clearTimeout(leaving);
    if (!here || placeOf(here) !== placeOf(data) || here.presents !== data.presents) bringIntoSight(data.figure);
    here = data;
    tell();
    pressWaiting();
    document.documentElement.dataset.remote = data.page; // for whoever waits until keys are heard
  }

  remove() {
    leaving = setTimeout(leave, LEAVING_MS);
  }
}

// A busy browser takes longer to put this component back than we wait: while the walkthrough is there it is not closed.
function leave() {
  if (isPageBusy() || document.querySelector(".st-key-walkthrough_words")) {
    leaving = setTimeout(leave, LEAVING_MS);
    return;
  }
  here = undefined;
  bringIntoSight();
  forget();
}

export default drawnBy(Remote);
