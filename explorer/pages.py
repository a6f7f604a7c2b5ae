"""PAGES: every page of the app, in order. Navigation, home page, tests and benchmarks read this one list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageInfo:
    """One page: its name (the file in `pages/` and the url), how it is listed, and the question it answers."""

    name: str
    title: str
    icon: str
    section: str
    question: str

    @property
    def file(self) -> str:
        """Path of the page's script, relative to the project root."""
        return f"pages/{self.name}.py"


PAGES = (
    PageInfo(
        name="home",
        title="Home",
        icon=":material/home:",
        section="Start",
        question="What is a GAN?",
    ),
    PageInfo(
        name="toy_faces",
        title="Toy faces",
        icon=":material/grid_view:",
        section="How a GAN works",
        question="How small can a GAN be, and can you train one by hand?",
    ),
    PageInfo(
        name="gaussian_1d",
        title="1-D Gaussian",
        icon=":material/area_chart:",
        section="How a GAN works",
        question="What does the game minimise, and when does $p_g$ reach $p_{data}$?",
    ),
    PageInfo(
        name="lsgan_vs_bce",
        title="LSGAN against BCE",
        icon=":material/compare_arrows:",
        section="How a GAN works",
        question="Why does a fake that already fools D stop learning, and what do least squares change?",
    ),
    PageInfo(
        name="dynamics",
        title="Dynamics: the Dirac-GAN",
        icon=":material/cyclone:",
        section="How a GAN works",
        question="Why do two players who both do their best go round in circles, and what brings them home?",
    ),
    PageInfo(
        name="mode_collapse",
        title="2-D lab",
        icon=":material/scatter_plot:",
        section="Live training",
        question="Why does a GAN forget most of what it is shown, and what helps?",
    ),
    PageInfo(
        name="mnist_trainer",
        title="Live MNIST trainer",
        icon=":material/model_training:",
        section="Live training",
        question="What happens, second by second, while a GAN learns to write digits?",
    ),
    PageInfo(
        name="challenges",
        title="Challenges",
        icon=":material/flag:",
        section="Practice",
        question="Can you make it happen?",
    ),
)

# Opened by links on the lectures' pages, and not listed in the navigation.
BESIDE = (
    PageInfo(
        name="notes",
        title="Presenter's notes",
        icon=":material/sticky_note_2:",
        section="Beside",
        question="What to say at this step, and how much time is left?",
    ),
    PageInfo(
        name="handout",
        title="Handout",
        icon=":material/print:",
        section="Beside",
        question="What does a walkthrough say and show, on paper?",
    ),
)

LECTURES = tuple(page for page in PAGES if page.name not in ("home", "challenges"))


def page_named(name: str) -> PageInfo:
    """Return the page called `name`; KeyError when there is none."""
    return {page.name: page for page in (*PAGES, *BESIDE)}[name]
