// Whether Streamlit is drawing a part of the page, or has yet to.

export function isPageBusy() {
  const state = document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state");
  if (state === undefined) console.error("Streamlit no longer says whether it runs: see explorer/ui/inner_names.toml");
  return state !== undefined && state !== "notRunning";
}
