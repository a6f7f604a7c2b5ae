// What a component's module exports: one `Part` for each place where Streamlit draws the component, which hears every new
// message and goes with its place.

export function drawnBy(Part) {
  const parts = new WeakMap();
  return (said) => {
    const { parentElement } = said;
    if (!parts.has(parentElement)) parts.set(parentElement, new Part(parentElement));
    const part = parts.get(parentElement);
    part.hear(said);
    return () => {
      part.remove();
      parts.delete(parentElement);
    };
  };
}
