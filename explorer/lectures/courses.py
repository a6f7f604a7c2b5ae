"""Courses across pages: which steps of which walkthroughs, in which order, for whom."""

from dataclasses import dataclass
from functools import cached_property

from explorer.lectures.step import Step
from explorer.pages import page_named


@dataclass(frozen=True)
class Part:
    """Some steps of one page's walkthrough, by their ids: numbers would shift when a step is put in."""

    page: str
    steps: tuple[str, ...]

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of the steps in the page's walkthrough, from 1."""
        ids = [step.id for step in page_named(self.page).walkthrough]
        return tuple(ids.index(id) + 1 for id in self.steps)

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

    @property
    def in_words(self) -> str:
        """How long it takes, as one would say it: to five minutes."""
        rounded = 5 * round(self.minutes / 5)
        return f"{rounded} minutes" if rounded == self.minutes else f"about {rounded} minutes"


COURSES = (
    Course(
        "quick",
        "GANs in 15 minutes",
        "For newcomers: what the two networks do, what they are after, and how digits come out of it.",
        (
            Part(
                "toy_faces",
                (
                    "a_forger_and_an_appraiser",
                    "what_a_face_is",
                    "a_discriminator_is_that_rule",
                    "a_generator_draws",
                    "a_thousand_epochs",
                ),
            ),
            Part("gaussian_1d", ("two_densities_and_a_detective", "equal")),
            Part("mnist_trainer", ("pictures_out_of_nothing", "now_live")),
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
                    "two_densities_and_a_detective",
                    "nearer",
                    "near",
                    "equal",
                    "be_the_discriminator",
                    "the_best_d_point_by_point",
                    "what_g_minimises",
                    "far_apart_the_jsd_says_no_more",
                    "home_the_equilibrium",
                    "the_loss_of_the_proof",
                    "the_loss_that_people_use",
                ),
            ),
            Part(
                "lsgan_vs_bce",
                (
                    "a_fake_that_already_fools_d",
                    "a_fake_that_d_rejects",
                    "the_best_d_of_least_squares",
                    "what_lsgan_minimises",
                    "the_other_coding",
                ),
            ),
            Part(
                "dynamics",
                (
                    "two_numbers_play_a_game",
                    "further_out_with_every_turn",
                    "taking_turns",
                    "friction",
                    "why_it_went_outwards",
                    "why_gamma_1_is_critical",
                    "all_of_them_at_once",
                    "no_overlap_no_gradient",
                    "noise_makes_them_overlap",
                ),
            ),
            Part("adversarial_examples", ("from_attack_to_generator",)),
        ),
    ),
    Course(
        "pictures",
        "From pictures to a GAN",
        "For those who know networks: why a decoder alone makes no new pictures, and how D teaches it to.",
        (
            Part(
                "autoencoders",
                (
                    "two_numbers_for_a_picture",
                    "the_best_straight_code",
                    "one_that_bends",
                    "the_decoder_alone",
                    "holes",
                    "not_a_point_but_a_cloud",
                    "a_good_picture_and_a_cheap_code",
                    "all_that_it_draws",
                    "three_ways_to_learn_it",
                    "cover_or_be_sharp",
                ),
            ),
            Part("adversarial_examples", ("something_else_in_the_same_picture", "from_attack_to_generator")),
            Part("mnist_trainer", ("pictures_out_of_nothing", "now_live")),
        ),
    ),
    Course(
        "failures",
        "Training and its failures",
        "For those who train GANs: what goes wrong, how to see it in time, and the one setting that mends it.",
        (
            Part("toy_faces", ("put_together_one_step_each", "a_thousand_epochs", "too_fast")),
            Part("gaussian_1d", ("two_networks_and_samples", "a_d_that_lags_behind")),
            Part(
                "lsgan_vs_bce",
                ("the_papers_picture", "who_comes_home", "what_it_does_not_solve", "what_does_help_there"),
            ),
            Part("dynamics", ("two_numbers_play_a_game", "further_out_with_every_turn", "friction")),
            Part(
                "mode_collapse",
                (
                    "a_game_that_can_be_watched",
                    "one_update_slowly",
                    "mode_collapse",
                    "one_setting_mends_it",
                    "a_d_that_is_too_good",
                    "six_cures_five_seeds",
                ),
            ),
            Part(
                "mnist_trainer",
                (
                    "our_log_and_the_tutorials",
                    "white_specks_and_convolutions",
                    "one_picture_for_every_z",
                    "a_way_out",
                    "sixes_then_eights_then_threes",
                ),
            ),
        ),
    ),
)


def course_named(name: str | None) -> Course | None:
    """Return the course called `name`; None where there is none."""
    return next((course for course in COURSES if course.name == name), None)
