"""A visitor without a browser: Streamlit's own messages over a real websocket, as its page in the browser sends them.

async with visit("http://127.0.0.1:8501", "toy_faces") as visitor:
    await visitor.move("toy_faces_x1", 0.5)

A visitor asks for one thing at a time and waits for the answer, to the message that says that the script has finished.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE_S = 60.0
TRIGGERS = "$$STREAMLIT_INTERNAL_KEY_{}__events"  # what a component says once, as against its lasting state

T = TypeVar("T")


@dataclass(frozen=True)
class Drawn:
    """One element as the page shows it: Streamlit's message, and the fragment that drew it."""

    element: Any
    fragment_id: str

    @property
    def kind(self) -> str:
        return self.element.WhichOneof("type") or ""

    @property
    def content(self) -> Any:
        return getattr(self.element, self.kind)

    @property
    def component(self) -> str:
        """The name of a component of ours; empty for everything else."""
        return self.content.component_name.rpartition(".")[2] if self.kind == "bidi_component" else ""

    @property
    def data(self) -> dict[str, Any]:
        """What a component of ours was given."""
        return json.loads(self.content.json or "{}")


@dataclass(frozen=True)
class Slider:
    """A slider, Streamlit's or our own: its ends, its step, and where it stands as far as the page says so."""

    name: str
    low: float
    high: float
    step: float
    value: float | None
    drawn: Drawn
    answered: int = 0  # the number of its last message that the page has answered


@dataclass
class Visitor:
    """One open page: its link, and every element by its place on the page."""

    socket: ClientConnection
    page: str
    query: str = ""
    session_id: str = ""
    script_hash: str = ""  # how the server names the page once it has drawn it
    elements: dict[tuple[int, ...], Drawn] = field(default_factory=dict)
    _next: asyncio.Event = field(default_factory=asyncio.Event)  # set when the next answer is complete

    async def rerun(self, *changes: WidgetState, fragment_id: str = "") -> None:
        """Send how some controls stand, and wait until the page, or the fragment named, has been drawn anew."""
        message = BackMsg()
        if self.script_hash:
            message.rerun_script.page_script_hash = self.script_hash
        else:
            message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = fragment_id
        message.rerun_script.widget_states.widgets.extend(changes)
        message.rerun_script.context_info.url = f"http://localhost/{self.page}"
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while not self._is_last(ForwardMsg.FromString(await self.socket.recv())):
                pass
        self._next.set()
        self._next = asyncio.Event()

    async def drawn_again(self) -> None:
        """Wait until the page has been drawn once more, whoever asks for it."""
        await self._next.wait()

    def _is_last(self, message: ForwardMsg) -> bool:
        """Take a message in; true when it ends the answer."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
            if not message.metadata.run.fragment_ids:
                self.elements.clear()
        elif kind == "delta" and message.delta.HasField("new_element"):
            drawn = Drawn(message.delta.new_element, message.delta.fragment_id)
            self.elements[tuple(message.metadata.delta_path)] = drawn
        elif kind == "navigation":
            self.script_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished":
            assert message.script_finished != ForwardMsg.FINISHED_WITH_COMPILE_ERROR, "the page does not compile"
            return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def all_of(self, kind: str) -> list[Drawn]:
        """Return the elements of a kind, as Streamlit's messages name it, in the page's order."""
        return [drawn for _, drawn in sorted(self.elements.items()) if drawn.kind == kind]

    def words(self) -> str:
        """Return the text of the page."""
        return "\n".join(drawn.content.body for kind in ("heading", "markdown") for drawn in self.all_of(kind))

    def progress(self) -> str:
        """Return what a training run says of itself."""
        return "\n".join(drawn.content.text for drawn in self.all_of("progress"))

    def iteration(self) -> int:
        """Return how far a training run says it is."""
        found = re.search(r"([\d,]+) of [\d,]+ iterations", self.progress())
        return int(found[1].replace(",", "")) if found else 0

    # What a student does.

    async def press(self, id: str) -> None:
        """Press a button."""
        button = next(drawn for drawn in self.all_of("button") if drawn.content.id.endswith(f"_{id}"))
        await self.rerun(WidgetState(id=button.content.id, trigger_value=True), fragment_id=button.fragment_id)

    def sliders(self) -> list[Slider]:
        """Return the sliders of the page, by numbers."""
        groups = [drawn for drawn in self.all_of("bidi_component") if drawn.component == "drag_slider"]
        ours = [_our_slider(drawn, data) for drawn in groups for data in drawn.data["sliders"]]
        return ours + [_plain_slider(drawn) for drawn in self.all_of("slider")]

    def slider(self, name: str) -> Slider:
        """Return the slider of that name, as it stands now."""
        return next(slider for slider in self.sliders() if slider.name == name)

    async def move(self, name: str, value: float) -> None:
        """Move a slider and let it go."""
        slider = self.slider(name)
        drawn = slider.drawn
        if drawn.kind == "slider":
            state = WidgetState(id=drawn.content.id)
            state.double_array_value.data.append(value)
            await self.rerun(state, fragment_id=drawn.fragment_id)
        else:
            said = {"parameter": name, "n": slider.answered + 1, "value": value, "dragged": False}
            await self._tell(drawn, "moved", said)

    def charts(self) -> list[bytes]:
        """Return the page's charts as the browser gets them."""
        return [drawn.content.bytes for drawn in self.all_of("bidi_component") if drawn.component == "chart"]

    async def watch(self) -> None:
        """Draw a training run again and again, as its page asks for it; until it is cancelled."""
        while True:
            pulses = [drawn for drawn in self.all_of("bidi_component") if drawn.component == "heartbeat"]
            pulses = [pulse for pulse in pulses if pulse.data["every"]]
            await asyncio.sleep(pulses[0].data["every"] / 1000 if pulses else 1.0)
            for pulse in pulses:
                await self._tell(pulse, "due", True)

    async def _tell(self, component: Drawn, event: str, value: Any) -> None:
        said = json.dumps([{"event": event, "value": value}])
        change = WidgetState(id=TRIGGERS.format(component.content.id), json_trigger_value=said)
        await self.rerun(change, fragment_id=component.fragment_id)


def _our_slider(drawn: Drawn, data: dict[str, Any]) -> Slider:
    return Slider(data["parameter"], data["low"], data["high"], data["step"], data["value"], drawn, data["answered"])


def _plain_slider(drawn: Drawn) -> Slider:
    slider = drawn.content
    name = slider.id.split("-", 2)[2]  # $$ID-<hash>-<key>
    return Slider(name, slider.min, slider.max, slider.step, None, drawn)


@asynccontextmanager
async def visit(
    address: str, page: str = "", query: str = "", *, session_id: str = "", cookie: str = ""
) -> AsyncIterator[Visitor]:
    """Open a page of the app at `address` and wait until it is drawn; with a session's id, come back to that."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    headers = {"Cookie": cookie} if cookie else {}
    # Streamlit gives this list a meaning of its own: protocol, XSRF token, session to come back to.
    places: Any = ["streamlit", "none", session_id] if session_id else ["streamlit"]
    async with connect(url, additional_headers=headers, subprotocols=places, max_size=None, compression=None) as socket:
        visitor = Visitor(socket, page, query)
        await visitor.rerun()
        yield visitor


def act(visit: Coroutine[Any, Any, T]) -> T:
    """Run visits to their end, in a thread of their own: in this one Playwright's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, visit).result()


@asynccontextmanager
async def meanwhile(*tasks: Any) -> AsyncIterator[None]:
    """Let something run in the background of a block, and end it with the block."""
    running = [asyncio.ensure_future(task) for task in tasks]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        for task in running:
            with suppress(asyncio.CancelledError):
                await task
