// The arrow keys, and Page Up and Page Down of a presenter's remote, press Back and Next, wherever nothing else needs them.

const STEPS = { ArrowRight: "Next", PageDown: "Next", ArrowLeft: "Back", PageUp: "Back" };
const IN_NEED = "input, textarea, select, [contenteditable], [role=slider], [role=radio], [role=tab], [role=option]";

function inFocus() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

export default function ({ data }) {
  const listen = (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || inFocus()?.matches(IN_NEED)) return;
    const button = document.querySelector(`.st-key-_${data.page}_${step} button:enabled`);
    if (!button) return;
    event.preventDefault();
    button.click();
  };
  document.addEventListener("keydown", listen);
  document.documentElement.dataset.remote = data.page; // for whoever waits until keys are heard
  return () => document.removeEventListener("keydown", listen);
}
