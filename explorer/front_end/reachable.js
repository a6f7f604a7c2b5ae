// Mends what Streamlit leaves to stumble over for those who use a keyboard, a screen reader or the browser's Back.

import { drawnBy } from "./component.js";
import { keepFocus } from "./keep_focus.js";
import { joinHistoryEntries, surviveTranslation } from "./patches.js";

const SCROLLERS = "[data-testid=stCode] pre, .katex-display";

function mend() {
  // Its list of pages has sections between the list and its items: each section is the list.
  for (const pages of document.querySelectorAll("[data-testid=stSidebarNavItems]")) {
    pages.setAttribute("role", "presentation");
    for (const section of pages.querySelectorAll(":scope > div")) section.setAttribute("role", "list");
  }
  // What is wider or taller than its place scrolls by mouse only, unless it can be focused.
  for (const place of document.querySelectorAll(SCROLLERS)) {
    const scrolls = place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight;
    if (scrolls) place.tabIndex = 0;
    else place.removeAttribute("tabindex");
  }
  keepFocus();
}

let due;

function mendSoon() {
  if (due) return;
  due = setTimeout(() => {
    due = undefined;
    mend();
  }, 300); // once, however many changes a drag brings
}

joinHistoryEntries();
surviveTranslation();

const watch = new MutationObserver(mendSoon);

class Reachable {
  hear() {
    watch.observe(document.body, { childList: true, subtree: true });
    mendSoon();
  }

  remove() {
    watch.disconnect();
  }
}

export default drawnBy(Reachable);
