"""The code of each chapter: the run that *Start* would begin now, or what is computed as the settings stand."""

from collections.abc import Mapping

from explorer.chapters.autoencoders import ring_settings, three_ways_live, variational_settings
from explorer.chapters.autoencoders.bound_gradient import N
from explorer.chapters.autoencoders.line_model import as_set, line_by_sliders, q_by_sliders
from explorer.chapters.autoencoders.settings import current_settings
from explorer.data.autoencoders.three_ways import load_three_ways
from explorer.data.mnist_trainer.idx_sets import IDX_SETS
from explorer.data.mode_collapse.points import DISTRIBUTIONS
from explorer.scripts.script import Script, script_of
from explorer.theory.autoencoders.estimators import FREQUENCY
from explorer.training.autoencoders.plane import BETA1
from explorer.training.autoencoders.plane_settings import DATA, RingSettings
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.training.mnist_trainer.settings import DENSE_WITH_R1
from explorer.training.mode_collapse.gan import BATCHES_AT_ONCE
from explorer.ui.readings import Readings, values
from explorer.ui.real_images import current_images

PAGE = "autoencoders"


def bottleneck(controls: Readings) -> Script:
    """Return the script of *Bottleneck*."""
    return _of_a_run(controls, "bottleneck", current_settings(controls), needs_labels=False)


def draw(controls: Readings) -> Script:
    """Return the script of *Draw from it*, which asks the run that *Bottleneck* would start now."""
    digits = {"first": controls.value("walk_from", "1"), "last": controls.value("walk_to", "7")}
    z_seed = int(controls.value("draw_seed", 0))
    return _of_a_run(controls, "draw", current_settings(controls), needs_labels=True, z_seed=z_seed, **digits)


def variational(controls: Readings) -> Script:
    """Return the script of *Variational*."""
    return _of_a_run(controls, "variational", variational_settings.current_settings(controls))


def bound(controls: Readings) -> Script:
    """Return the script of *The bound, exactly*, for what is seen of it."""
    view = controls.value("bound_view")
    settings: dict[str, object] = {}
    if view == "gap":
        model, x = line_by_sliders(as_set(controls))
        settings = {"model": model, "x": x, "q": q_by_sliders(as_set(controls))}
    elif view == "gradient":
        f, seed = values(controls, "f", "draws_seed").values()
        settings = {"f": f, "seed": int(seed), "n": N, "frequency": FREQUENCY, "q": q_by_sliders(as_set(controls))}
    else:
        k, step, seed = values(controls, "linear_k", "linear_step", "linear_seed").values()
        settings = {"k": k, "n_steps": step, "seed": int(seed)}
    return script_of(PAGE, "bound", view=view, **settings)


def _of_a_run(controls: Readings, chapter: str, settings: AutoencoderSettings, **more: object) -> Script:
    source = current_images(controls).source
    idx_set = IDX_SETS.get(source)
    mirror = idx_set.mirrors[0] if idx_set else None
    script = script_of(PAGE, chapter, s=settings, source=source, mirror=mirror, **more)
    return Script(script.file_name, script.text, "FOLDER" if mirror else "")


def three_ways(controls: Readings) -> Script:
    """Return the script of *Three ways*: as long as what was recorded, or live for as many seconds as are chosen."""
    if controls.value("ways_run") == "live":
        s = three_ways_live.current_settings(controls)
        return ways_code(current_images(controls).source, s.latent_dim, s.seed, seconds=s.seconds)
    recorded = load_three_ways()
    about = recorded.about
    return ways_code(about["source"], about["k"], about["seed"], recorded.iterations)


def ways_code(
    source: str, k: int, seed: int, iterations: Mapping[str, int] | None = None, seconds: int | None = None
) -> Script:
    """Return a script that learns one decoder three ways, each for so many iterations, or for so many seconds."""
    idx_set = IDX_SETS.get(source)
    mirror = idx_set.mirrors[0] if idx_set else None
    length = {"iterations": iterations, "seconds": seconds}
    settings = {"k": k, "seed": seed, "learning_rate": AutoencoderSettings().learning_rate, **length}
    script = script_of(PAGE, "three_ways", mirror=mirror, gan=DENSE_WITH_R1, **settings)
    return Script(script.file_name, script.text, "FOLDER" if mirror else "")


def ring(controls: Readings) -> Script:
    """Return the script of *On the ring*."""
    return ring_code(ring_settings.current_settings(controls))


def ring_code(s: RingSettings) -> Script:
    """Return a script that learns the ring of 8 three ways."""
    numbers = {"sigma": DISTRIBUTIONS[DATA].sigma, "beta1": BETA1, "batches_at_once": BATCHES_AT_ONCE}
    return script_of(PAGE, "ring", s=s, gan=s.gan, **numbers)
