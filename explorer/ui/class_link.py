"""The page as it stands on everybody's phone: its link as a QR code."""

import io
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from explorer.ui.session_runner import KEY

HERE_ONLY = ("localhost", "127.0.0.1", "::1")


def show_class_link() -> None:
    """Draw a button that opens the QR code of the page as it stands."""
    with st.popover("For the class", icon=":material/qr_code_2:", help="A QR code that opens exactly this state."):
        link = link_of_page()
        st.image(qr_code(link), width=320)
        st.code(link, None, wrap_lines=True)
        if urlsplit(link).hostname in HERE_ONLY:
            st.caption("This address works on this computer only: open the page by the computer's name in its network.")


def link_of_page() -> str:
    """Return the link that holds every control of the page, and nothing of the visitor's own run."""
    query = urlencode({name: value for name, value in st.query_params.to_dict().items() if not name.startswith(KEY)})
    return f"{st.context.url}?{query}" if query else str(st.context.url)


def qr_code(link: str) -> bytes:
    """Return the link's QR code as PNG, black on white in either theme, for cameras."""
    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=8, border=3)
    return picture.getvalue()
