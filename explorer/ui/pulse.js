// Asks for the next drawing `every` milliseconds after the last one was asked for, but never before that one is there.

const PATIENCE_MS = 10000; // an answer that takes longer than this is taken for lost
const BUSY_MS = 20;
const CLICK_MS = 300; // for a click's request to leave, and for the page to say that it runs

// A request says how every control stands. One that left before the answer to a click would take the click back, because
// it does not know yet which controls that has set.
const isBusy = () => isTouched(CLICK_MS) || document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning";

const pulses = new WeakMap();

class Pulse {
  beat(every, setTriggerValue) {
    this.ask = () => {
      if (isBusy()) {
        this.timer = setTimeout(this.ask, BUSY_MS);
        return;
      }
      this.asked = performance.now();
      this.timer = setTimeout(this.ask, PATIENCE_MS);
      sendAtOnce(() => setTriggerValue("due", true));
    };
    this.stop();
    const since = performance.now() - (this.asked ?? performance.now());
    if (every) this.timer = setTimeout(this.ask, Math.max(0, every - since));
  }

  stop() {
    clearTimeout(this.timer);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!pulses.has(parentElement)) pulses.set(parentElement, new Pulse());
  const pulse = pulses.get(parentElement);
  pulse.beat(data.every, setTriggerValue);
  return () => pulse.stop();
}
