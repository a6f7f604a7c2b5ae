"""The runs of the chapter "Make it fail": each failing one, and the same with the one setting that mends it."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from explorer.chapters.mnist_trainer.settings import settings_of
from explorer.data.mnist_trainer.digits import Digits
from explorer.lectures.mnist_trainer_failures import Failure
from explorer.training.live.plan import Plan
from explorer.training.mnist_trainer.settings import GanSettings
from explorer.training.mnist_trainer.snapshot import GanSnapshot
from explorer.ui.mid_run import Choice
from explorer.ui.real_images import RealImages

if TYPE_CHECKING:
    from explorer.training.mnist_trainer.gan import GanTraining


@dataclass(frozen=True)
class StagedSettings(GanSettings):
    """Settings of such a run: from other networks than the trainer's, so never equal to its settings."""

    failure: str = ""

    def needs_new_start(self, other: GanSettings) -> tuple[str, ...]:
        """Return what of `other` such a run cannot take over: nothing of a run that begins with other networks."""
        begins_alike = isinstance(other, StagedSettings) and other.failure == self.failure
        return super().needs_new_start(other) + (() if begins_alike else ("the networks that it begins with",))


def settings_for(failure: Failure, is_cure: bool, seed: int) -> GanSettings:
    """Return the settings of the failing or of the mended run."""
    values = failure.mended if is_cure else failure.settings
    return settings_of({**values, **failure.hidden, "seed": seed})


def make_run(failure: Failure, is_cure: bool, seed: int, digits: Digits) -> "GanTraining":
    """Return the run itself. Called in the training thread: it brings torch."""
    from explorer.training.classifier.judge import judge
    from explorer.training.mnist_trainer.trained import trained_run

    goes_on = is_cure and failure.cure_goes_on
    return trained_run(
        digits,
        settings_for(failure, is_cure, seed),
        judge,
        is_trained=failure.is_trained,
        before=settings_for(failure, False, seed) if goes_on else None,
    )


def choice(failure: Failure, is_cure: bool, seed: int, real: RealImages) -> Choice:
    """Return what the failing or the mended run learns from, and how."""
    return real.source, StagedSettings(**asdict(settings_for(failure, is_cure, seed)), failure=failure.id)


def plan(failure: Failure, is_cure: bool, seed: int, real: RealImages) -> Plan[GanSnapshot]:
    """Return the plan of the failing or of the mended run."""
    source, settings = choice(failure, is_cure, seed, real)

    def plan_on(digits: Digits) -> Plan[GanSnapshot]:
        # without a watch: what it would stop is what is to be seen
        at_hand = digits.source, settings
        return Plan(lambda: make_run(failure, is_cure, seed, digits), settings.n_iterations, at_hand)

    return real.plan(settings.n_iterations, (source, settings), plan_on)
