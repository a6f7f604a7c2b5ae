"""The page as it stands on everybody's phone: its link as a QR code, as large as the screen."""

import io
import socket
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

from explorer.ui.course import COURSE
from explorer.ui.link_state import LinkState

HERE_ONLY = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
# Kept for documentation (RFC 5737): no machine has it. To connect a datagram socket sends nothing; it only has the
# system say through which of its own addresses it would.
ELSEWHERE = ("192.0.2.1", 9)
PRESENT = "present"  # the presenter's view is the presenter's


def show_class_link(controls: LinkState) -> None:
    """Draw a button that opens the QR code of the page as it stands."""
    if st.button("For the class", icon=":material/qr_code_2:", key=f"_{controls.page}_class_link"):
        _show_code(link_for_the_class(controls))


@st.dialog("For the class", width="large", icon=":material/qr_code_2:")
def _show_code(link: str) -> None:
    reachable, said = for_other_machines(link, _listens_here_only())
    with st.container(key="class_link"):
        code, words = st.columns([3, 2], gap="medium")
        code.image(qr_code(reachable), width="stretch")
        words.markdown("Opens the page exactly as it stands here.")
        words.code(reachable, None, wrap_lines=True)
        if said:
            words.caption(said)


def link_for_the_class(controls: LinkState) -> str:
    """Return the link to the page as it stands: each control that is not at its default, and nothing of the visitor's.

    It is made of the values themselves. What the browser's link says is, while the page is drawn, that of before.
    """
    parameters = controls.parameters(without=(PRESENT,))
    course = st.query_params.get(COURSE)
    query = urlencode({COURSE: course, **parameters} if course else parameters)
    return f"{st.context.url}?{query}" if query else str(st.context.url)


def for_other_machines(link: str, listens_here_only: bool = False) -> tuple[str, str]:
    """Return the link with an address that others can reach, and what is to be said of it."""
    parts = urlsplit(link)
    if parts.hostname not in HERE_ONLY:
        return link, ""
    address = None if listens_here_only else lan_address()
    if address is None:
        return link, (
            "This address works on this computer only: others need the address of a server that listens to its network."
        )
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(parts._replace(netloc=address + port)), (
        f"{address} is this computer in its network: whoever is in the same one can open it, where no firewall forbids."
    )


def lan_address() -> str | None:
    """Return this machine's own address in its network, without asking anybody; None where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        try:
            nobody.connect(ELSEWHERE)
        except OSError:  # no network
            return None
        address = str(nobody.getsockname()[0])
    return None if address.startswith(("127.", "0.")) else address


def _listens_here_only() -> bool:
    return st.get_option("server.address") in HERE_ONLY[:3]


def qr_code(link: str) -> bytes:
    """Return the link's QR code as PNG, black on white in either theme, for cameras."""
    picture = io.BytesIO()
    segno.make(link, error="l", micro=False).save(picture, kind="png", scale=16, border=3)
    return picture.getvalue()
