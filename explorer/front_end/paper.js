// A page for paper: dark type on white, without what Streamlit puts around it, whatever theme the reader has.

export const PAPER = { embed: "true", embed_options: "light_theme" };
