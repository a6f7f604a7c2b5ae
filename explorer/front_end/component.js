// What a component's module exports: one `Part` for each place where Streamlit draws the component, which hears every new
// message and goes with its place.

export function drawnBy(Part) {
  const parts = new WeakMap();
  return (said) => {
    const { parentElement } = said;
    const here = parts.get(parentElement) ?? { part: new Part(parentElement) };
    parts.set(parentElement, here);
    here.said = said;
    here.part.hear(said);
    return () => {
      // A message that was overtaken while the module was on its way is taken back by Streamlit after the next was heard.
      if (here.said !== said) return;
      here.part.remove();
      parts.delete(parentElement);
    };
  };
}
