// Streamlit makes a button anew when its words change, Start to Start again, and a button that has become disabled loses the
// focus: whoever uses a keyboard would begin at the page's top again. The focus goes to the new button, or to the next
// one in its row that can be pressed.

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), [role=slider]";
const keyOf = (element) => [...(element?.classList ?? [])].find((name) => name.startsWith("st-key-"));

let last; // what had the keyboard's focus: the class of its widget, and those of all in its row

function remember({ target }) {
  const widget = target.closest?.("[class*=st-key-]");
  const key = keyOf(widget);
  const byKeyboard = key && target.matches(":focus-visible"); // a mouse has its own place
  last = byKeyboard && { key, row: [...widget.parentElement.querySelectorAll("[class*=st-key-]")].map(keyOf) };
}

remember({ target: document.activeElement }); // before this code had come
document.addEventListener("focusin", remember);
document.addEventListener("pointerdown", () => (last = undefined), { capture: true, passive: true });

export function keepFocus() {
  if (!last || document.activeElement !== document.body) return;
  const at = last.row.indexOf(last.key);
  for (const key of [...last.row.slice(at), ...last.row.slice(0, at)]) {
    const free = document.querySelector(`.${CSS.escape(key)}`)?.querySelector(FOCUSABLE);
    if (free) return free.focus({ preventScroll: true });
  }
}
