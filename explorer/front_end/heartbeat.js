// Asks for the next drawing `every` milliseconds after the last one was asked for, but never before that one is there.

import { drawnBy } from "./component.js";
import { sendAtOnce } from "./patches.js";
import { isPageBusy } from "./streamlit_page.js";

const PATIENCE_MS = 10000; // an answer that takes longer than this is taken for lost
const BUSY_MS = 20;
const CLICK_MS = 300; // for a click's request to leave, and for the page to say that it runs

let touched = -Infinity;

for (const event of ["pointerup", "click", "keydown", "change"]) {
  document.addEventListener(event, () => (touched = performance.now()), { capture: true, passive: true });
}

// A request says how every control stands. One that left before the answer to a click would take the click back, because
// it does not know yet which controls that has set.
const isBusy = () => performance.now() - touched < CLICK_MS || isPageBusy();

class Heartbeat {
  hear({ data: { every }, setTriggerValue }) {
    this.ask = () => {
      if (isBusy()) {
        this.timer = setTimeout(this.ask, BUSY_MS);
        return;
      }
      this.asked = performance.now();
      this.timer = setTimeout(this.ask, PATIENCE_MS);
      sendAtOnce(() => setTriggerValue("due", true));
    };
    clearTimeout(this.timer);
    const since = performance.now() - (this.asked ?? performance.now());
    if (every) this.timer = setTimeout(this.ask, Math.max(0, every - since));
  }

  remove() {
    clearTimeout(this.timer);
  }
}

export default drawnBy(Heartbeat);
