// Copies the page's address, which is its whole state.

const SAID_MS = 2000;

// Without the keys of one's own runs (explorer/ui/live.py).
function addressForOthers() {
  const address = new URL(window.location);
  for (const name of [...address.searchParams.keys()]) if (name.startsWith("run_")) address.searchParams.delete(name);
  return address.href;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    console.warn(error);
    // A server in a classroom has no certificate, and a page without one no clipboard.
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  const label = button.querySelector("span");
  button.onclick = async () => {
    await copy(addressForOthers());
    label.textContent = "Copied";
    setTimeout(() => (label.textContent = "Copy link"), SAID_MS);
  };
}
