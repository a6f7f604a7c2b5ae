// Streamlit makes a button anew when its words change, Start to Start again, and a button that has become disabled loses the
// focus: whoever uses a keyboard would begin at the page's top again. The focus goes to the new button, or to the next
// one in its row that can be pressed.

const FOCUSABLE = "button:not(:disabled), input:not(:disabled), [role=slider]";
const keyOf = (element) => [...(element?.classList ?? [])].find((name) => name.startsWith("st-key-"));

let last; // what had the focus: the class of its widget, and the row that it stands in

function remember({ target }) {
  const widget = target.closest?.("[class*=st-key-]");
  const key = keyOf(widget);
  last = key && { key, row: widget.parentElement };
}

remember({ target: document.activeElement }); // before this code had come
document.addEventListener("focusin", remember);
document.addEventListener("pointerdown", () => (last = undefined), { capture: true, passive: true });

export function keepFocus() {
  if (!last || document.activeElement !== document.body) return;
  const widget = document.querySelector(`.${CSS.escape(last.key)}`);
  const own = widget?.querySelector(FOCUSABLE);
  const row = widget?.parentElement ?? last.row;
  const others = row ? [...row.querySelectorAll(FOCUSABLE)] : [];
  const after = widget && others.find((other) => widget.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  (own ?? after ?? others[0])?.focus({ preventScroll: true });
}
