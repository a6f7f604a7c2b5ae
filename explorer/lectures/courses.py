"""Courses across pages: which steps of which walkthroughs, in which order, for whom."""

from dataclasses import dataclass
from functools import cached_property

from explorer.lectures.step import Step
from explorer.pages import page_named


@dataclass(frozen=True)
class Part:
    """Some steps of one page's walkthrough, by their titles: numbers would shift when a step is put in."""

    page: str
    titles: tuple[str, ...]

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the steps in the page's walkthrough, from 1."""
        all_titles = [step.title for step in page_named(self.page).walkthrough]
        return tuple(all_titles.index(title) + 1 for title in self.titles)

    @property
    def minutes(self) -> float:
        """Minutes that the part takes."""
        return sum(page_named(self.page).walkthrough[number - 1].minutes for number in self.numbers)


@dataclass(frozen=True)
class Stop:
    """One step of a course: its page and number there, and the part that it belongs to, from 0."""

    page: str
    number: int
    part: int

    @property
    def step(self) -> Step:
        """What is said and set there."""
        return page_named(self.page).walkthrough[self.number - 1]


@dataclass(frozen=True)
class Course:
    """A way through several pages; `name` stands in links."""

    name: str
    title: str
    audience: str
    parts: tuple[Part, ...]

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every step of the course, in order."""
        return tuple(Stop(part.page, number, k) for k, part in enumerate(self.parts) for number in part.numbers)

    def place_of(self, page: str, number: int) -> int | None:
        """Return the place among the stops of a page's step; None where the course leaves it out."""
        places = [i for i, stop in enumerate(self.stops) if (stop.page, stop.number) == (page, number)]
        return places[0] if places else None

    def minutes_before(self, place: int) -> float:
        """Minutes from the start of the course to the stop at `place`."""
        return sum(stop.step.minutes for stop in self.stops[:place])

    @property
    def minutes(self) -> float:
        """Minutes that the course takes."""
        return self.minutes_before(len(self.stops))


COURSES = (
    Course(
        "quick",
        "GANs in 15 minutes",
        "For newcomers: what the two networks do, what they are after, and how digits come out of it.",
        (
            Part(
                "toy_faces",
                (
                    "A forger and an appraiser",
                    "What a face is",
                    "A discriminator is that rule",
                    "A generator draws",
                    "A thousand epochs",
                ),
            ),
            Part("gaussian_1d", ("Two densities and a detective", "Equal")),
            Part("mnist_trainer", ("Pictures out of nothing", "In turn, again and again")),
        ),
    ),
    Course(
        "theory",
        "The theory in one lecture",
        "For students who know derivatives and densities: the proofs as pictures, and what they leave open.",
        (
            Part(
                "gaussian_1d",
                (
                    "Two densities and a detective",
                    "Nearer",
                    "Near",
                    "Equal",
                    "Be the discriminator",
                    "The best D, point by point",
                    "What G minimises",
                    "Far apart, the JSD says no more",
                    "Home: the equilibrium",
                    "The loss of the proof hardly moves",
                    "The loss that people use",
                ),
            ),
            Part(
                "lsgan_vs_bce",
                (
                    "A fake that already fools D",
                    "A fake that D rejects",
                    "The best D of least squares",
                    "What LSGAN minimises",
                    "The other coding",
                ),
            ),
            Part(
                "dynamics",
                (
                    "Two numbers play a game",
                    "Further out with every turn",
                    "Taking turns",
                    "Friction",
                    "Why it went outwards",
                    "Why γ = 1 is critical",
                    "All of them at once",
                    "No overlap, no gradient",
                    "Noise makes them overlap",
                ),
            ),
        ),
    ),
    Course(
        "failures",
        "Training and its failures",
        "For those who train GANs: what goes wrong, how to see it in time, and the one setting that mends it.",
        (
            Part("toy_faces", ("Put together: one step each", "A thousand epochs", "Too fast")),
            Part("gaussian_1d", ("Two networks that only see samples",)),
            Part(
                "lsgan_vs_bce",
                ("The paper's picture", "Who comes home", "What it does not solve", "What does help there"),
            ),
            Part("dynamics", ("Two numbers play a game", "Further out with every turn", "Friction")),
            Part(
                "mode_collapse",
                (
                    "A game that can be watched",
                    "One update, slowly",
                    "Mode collapse",
                    "One setting mends it",
                    "A D that is too good",
                    "Six cures, five seeds",
                ),
            ),
            Part(
                "mnist_trainer",
                (
                    "Our log and the tutorial's",
                    "White specks, and convolutions",
                    "One picture for every z",
                    "A way out",
                    "Sixes, then eights, then threes",
                ),
            ),
        ),
    ),
)


def course_named(name: str | None) -> Course | None:
    """Return the course called `name`; None where there is none."""
    return next((course for course in COURSES if course.name == name), None)
