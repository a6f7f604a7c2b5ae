"""What `explorer/front_end/patches.js` changes of the browser's own: without its patch each of these tests fails."""

from playwright.sync_api import Page, expect

from tests.browser.app import open_page, wait_until_idle

PATIENCE_MS = 60_000


def test_what_a_component_sends_by_itself_leaves_in_the_same_task(page: Page, address: str) -> None:
    """A click in the next task cannot fall into the same request."""
    open_page(page, f"{address}/mode_collapse?mode_collapse_data=own")
    sheet = page.get_by_role("application")
    expect(page.locator(".said")).to_contain_text("points", timeout=PATIENCE_MS)  # its code has come
    wait_until_idle(page)
    sheet.focus()
    n_sent = sheet.evaluate("""sheet => {
      let sent = 0;
      const send = WebSocket.prototype.send;
      WebSocket.prototype.send = function (...message) { sent += 1; return send.apply(this, message); };
      sheet.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      WebSocket.prototype.send = send;
      return sent;
    }""")
    assert n_sent == 1
    wait_until_idle(page)


def test_what_sets_several_controls_is_one_step_back(page: Page, address: str) -> None:
    open_page(page, f"{address}/gaussian_1d")
    page.locator("[data-testid=stSidebarNavItems][role=presentation]").wait_for(timeout=PATIENCE_MS)  # it is patched
    n_more = page.evaluate("""() => {
      const before = history.length;
      const push = (step) => history.pushState(null, '', `?step=${step}`);
      const press = (key, target) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      push(0); // the page itself, as it opens
      press('PageDown', document.body);
      for (const step of [1, 2, 3]) push(step);
      for (const step of [4, 5]) { press('ArrowRight', document.querySelector('h1')); push(step); } // held
      return history.length - before;
    }""")
    assert (n_more, page.evaluate("location.search")) == (2, "?step=5")
