"""PAGES: every page of the app, in order, each declared once and whole.

Navigation, the files in `pages/`, the home page, the handout, *the code*, walkthroughs, courses, challenges,
benchmarks, screenshots and the tests that visit everything read this list. What a page does is found by its names, and
imported when it is first used: of a chapter `explorer/chapters/<page>/<chapter>.py`, of a page its `thumbnail.py` and
`code.py` there, `explorer/lectures/<page>.py` and `explorer/quiz/<page>.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.lectures.challenge import Challenge
    from explorer.lectures.step import Step
    from explorer.quiz.outcome import Answer
    from explorer.scripts.script import Script
    from explorer.ui.controls import Controls
    from explorer.ui.readings import Readings


@dataclass(frozen=True)
class Chapter:
    """A chapter of a page.

    Attributes
    ----------
    id : stable, ASCII; it stands in links and is the name of the chapter's module, whose `show` draws it, of its
        function in the page's `code.py`, and of its script's template
    title : what is shown
    prints : whether print mode can draw it; a live run it cannot
    """

    id: str
    title: str
    prints: bool = True


@dataclass(frozen=True)
class Page:
    """One page: its name (the file in `pages/` and the url), how it is listed, what it asks and what it consists of.

    Attributes
    ----------
    introduction : what the page says below its title, after the question
    chapters : in their order; a page with chapters is a lecture
    has_walkthrough, has_challenges : `explorer/lectures/<name>.py` has its STEPS, its CHALLENGES; what is right is
        computed in `explorer/quiz/<name>.py`
    has_thumbnail : `explorer/chapters/<name>/thumbnail.py` draws the picture of its card on the home page
    """

    name: str
    title: str
    icon: str
    section: str
    question: str
    introduction: str = ""
    chapters: tuple[Chapter, ...] = ()
    has_walkthrough: bool = False
    has_challenges: bool = False
    has_thumbnail: bool = False

    @property
    def file(self) -> str:
        """Path of the page's script, relative to the project root."""
        return f"pages/{self.name}.py"

    def chapter(self, id: str) -> Chapter:
        """Return the chapter called `id`; KeyError when there is none."""
        return {chapter.id: chapter for chapter in self.chapters}[id]

    def show(self, chapter: str) -> "Callable[[Controls], None]":
        """Return what draws a chapter."""
        draw: Callable[[Controls], None] = import_module(f"explorer.chapters.{self.name}.{chapter}").show
        return draw

    def script(self, chapter: str) -> "Callable[[Readings], Script]":
        """Return what writes the script of a chapter."""
        write: Callable[[Readings], Script] = getattr(import_module(f"explorer.chapters.{self.name}.code"), chapter)
        return write

    def show_thumbnail(self) -> None:
        """Draw the picture of the page's card."""
        import_module(f"explorer.chapters.{self.name}.thumbnail").show()

    @property
    def walkthrough(self) -> "tuple[Step, ...]":
        """Steps of the page's walkthrough; none where the page has none."""
        return import_module(f"explorer.lectures.{self.name}").STEPS if self.has_walkthrough else ()

    def answer(self, which: str) -> "Callable[[Mapping[str, Any]], Answer]":
        """Return what computes the answer to a prediction from the settings of its step."""
        compute: Callable[[Mapping[str, Any]], Answer] = getattr(import_module(f"explorer.quiz.{self.name}"), which)
        return compute

    @property
    def challenges(self) -> "tuple[Challenge, ...]":
        """What the page dares the student to do."""
        return import_module(f"explorer.lectures.{self.name}").CHALLENGES if self.has_challenges else ()

    def challenge(self, name: str) -> "Challenge":
        """Return the challenge called `name`; KeyError when there is none."""
        return {challenge.name: challenge for challenge in self.challenges}[name]


PAGES = (
    Page(
        name="home",
        title="Home",
        icon=":material/home:",
        section="Start",
        question="What is a GAN?",
    ),
    Page(
        name="toy_faces",
        title="Toy faces",
        icon=":material/grid_view:",
        section="How a GAN works",
        question="How small can a GAN be, and can you train one by hand?",
        introduction="Four pixels, one layer each for the discriminator **D** and the generator **G**: thirteen "
        "numbers to set, to push and to train. *The article* that we follow retells, in Chinese, "
        "L. Serrano's [GANs in Slanted Land](https://github.com/luisguiserrano/gans).",
        chapters=(
            Chapter("faces", "Faces"),
            Chapter("discriminator", "Discriminator by hand"),
            Chapter("generator", "Generator by hand"),
            Chapter("together", "Put together"),
            Chapter("training", "Training"),
            Chapter("opinion_map", "Map"),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="gaussian_1d",
        title="1-D Gaussian",
        icon=":material/area_chart:",
        section="How a GAN works",
        question="What does the game minimise, and when does $p_g$ reach $p_{data}$?",
        introduction="On a line everything can be computed: the density $p_{data}$ of real samples, $p_g$ of the "
        "generator G's, and $D^*$, the best discriminator D. Nats are natural logarithms; *the paper* is "
        "[Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661).",
        chapters=(
            Chapter("game", "The game"),
            Chapter("your_own_d", "Your own D"),
            Chapter("convergence", "Convergence"),
            Chapter("real_gan", "Real GAN", prints=False),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="lsgan_vs_bce",
        title="LSGAN against BCE",
        icon=":material/compare_arrows:",
        section="How a GAN works",
        question="Why does a fake that already fools D stop learning, and what do least squares change?",
        introduction="Both train a generator G against a discriminator D. Binary cross-entropy (BCE) asks D only for "
        "the right side; least squares (LSGAN, [Mao et al. 2017](https://arxiv.org/abs/1611.04076), here *the paper*) "
        "asks for an exact value.",
        chapters=(
            Chapter("losses", "Losses and gradients"),
            Chapter("far_fakes", "Far fakes"),
            Chapter("optimal_d", "Optimal D"),
            Chapter("vanishing_layers", "Vanishing layers"),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="dynamics",
        title="Dynamics: the Dirac-GAN",
        icon=":material/cyclone:",
        section="How a GAN works",
        question="Why do two players who both do their best go round in circles, and what brings them home?",
        introduction="The data are one point, the generator G's fake is one, at θ, and the discriminator D is a line "
        "of slope ψ, which here, as in [Mescheder et al. 2018](https://arxiv.org/abs/1801.04406), says how *fake* a "
        "point looks.",
        chapters=(
            Chapter("circle", "The circle"),
            Chapter("eigenvalues", "Eigenvalues"),
            Chapter("cures", "Cures compared"),
            Chapter("disjoint", "Disjoint supports"),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="mode_collapse",
        title="2-D lab",
        icon=":material/scatter_plot:",
        section="Live training",
        question="Why does a GAN forget most of what it is shown, and what helps?",
        introduction="Real points are blue, the fakes of **G**, the generator, orange. Green is where **D**, the "
        "discriminator, says *real*; G never sees the blue points, only how D's answer changes around its own.",
        chapters=(
            Chapter("lab", "The lab", prints=False),
            Chapter("slow_motion", "Slow motion"),
            Chapter("cures", "Cures"),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="mnist_trainer",
        title="Live MNIST trainer",
        icon=":material/model_training:",
        section="Live training",
        question="What happens, second by second, while a GAN learns to write digits?",
        introduction="Press Start and see: **G**, the generator, never sees a digit, only what **D**, the "
        "discriminator, thinks of its own.",
        chapters=(
            Chapter("train", "Train", prints=False),
            Chapter("question", "Question it", prints=False),
            Chapter("failures", "Make it fail", prints=False),
            Chapter("side_by_side", "Side by side", prints=False),
            Chapter("recorded", "Recorded runs"),
            Chapter("files", "Code and files", prints=False),
        ),
        has_walkthrough=True,
        has_thumbnail=True,
    ),
    Page(
        name="autoencoders",
        title="Autoencoder, VAE, GAN",
        icon=":material/compress:",
        section="Neighbours of the GAN",
        question="What does a GAN learn that an autoencoder does not, and what does it forget?",
        introduction="An **encoder** turns a picture x into a code of a few numbers z, a **decoder** turns the code "
        "into a picture again. A GAN's generator is a decoder, too: what differs is how it is taught.",
        chapters=(
            Chapter("bottleneck", "Bottleneck", prints=False),
            Chapter("draw", "Draw from it"),
            Chapter("variational", "Variational"),
            Chapter("bound", "The bound, exactly"),
            Chapter("three_ways", "Three ways"),
            Chapter("ring", "On the ring"),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="adversarial_examples",
        title="Adversarial examples",
        icon=":material/blur_on:",
        section="Neighbours of the GAN",
        question="How little must change until a network sees something else?",
        introduction="A classifier of digits, and noise to fool it. Whoever knows how the answer changes with the "
        "pixels can fool it, and a GAN's generator learns from just that.",
        chapters=(
            Chapter("how_little", "How little is enough?"),
            Chapter("boundary", "The boundary"),
            Chapter("dimension", "Why so little?"),
            Chapter("compared", "Attacks compared", prints=False),
            Chapter("generator", "Attack to generator", prints=False),
            Chapter("defence", "A defence"),
        ),
        has_walkthrough=True,
        has_challenges=True,
        has_thumbnail=True,
    ),
    Page(
        name="challenges",
        title="Challenges",
        icon=":material/flag:",
        section="Practice",
        question="Can you make it happen?",
    ),
)

# Opened by links on the lectures' pages, and not listed in the navigation.
BESIDE = (
    Page(
        name="notes",
        title="Presenter's notes",
        icon=":material/sticky_note_2:",
        section="Beside",
        question="What to say at this step, and how much time is left?",
    ),
    Page(
        name="handout",
        title="Handout",
        icon=":material/print:",
        section="Beside",
        question="What does a walkthrough say and show, on paper?",
    ),
)

LECTURES = tuple(page for page in PAGES if page.chapters)
WALKTHROUGHS = {page.name: page for page in LECTURES if page.has_walkthrough}


def page_named(name: str) -> Page:
    """Return the page called `name`; KeyError when there is none."""
    return {page.name: page for page in (*PAGES, *BESIDE)}[name]
