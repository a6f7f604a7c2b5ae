"""The code of each chapter: the run that *Start* would begin now, with what the page measures of it."""

from collections.abc import Mapping

from explorer.chapters.autoencoders.settings import current_settings
from explorer.data.autoencoders.three_ways import load_three_ways
from explorer.data.mnist_trainer.idx_sets import IDX_SETS
from explorer.scripts.script import Script, script_of
from explorer.training.autoencoders.gan_settings import WITH_OUR_DECODER
from explorer.training.autoencoders.settings import AutoencoderSettings
from explorer.ui.readings import Readings
from explorer.ui.real_images import current_images

PAGE = "autoencoders"


def bottleneck(controls: Readings) -> Script:
    """Return the script of *Bottleneck*."""
    return _script(controls, "bottleneck", needs_labels=False)


def draw(controls: Readings) -> Script:
    """Return the script of *Draw from it*, which asks the run that *Bottleneck* would start now."""
    digits = {"first": controls.value("walk_from", "1"), "last": controls.value("walk_to", "7")}
    return _script(controls, "draw", needs_labels=True, z_seed=int(controls.value("draw_seed", 0)), **digits)


def _script(controls: Readings, chapter: str, **more: object) -> Script:
    source = current_images(controls).source
    idx_set = IDX_SETS.get(source)
    mirror = idx_set.mirrors[0] if idx_set else None
    script = script_of(PAGE, chapter, s=current_settings(controls), source=source, mirror=mirror, **more)
    return Script(script.file_name, script.text, "FOLDER" if mirror else "")


def three_ways(controls: Readings) -> Script:
    """Return the script of *Three ways*, as long as what was recorded."""
    recorded = load_three_ways()
    return ways_code(recorded.about["source"], recorded.iterations, recorded.about["k"], recorded.about["seed"])


def ways_code(source: str, iterations: Mapping[str, int], k: int, seed: int) -> Script:
    """Return a script that learns one decoder three ways."""
    idx_set = IDX_SETS.get(source)
    mirror = idx_set.mirrors[0] if idx_set else None
    settings = {"k": k, "seed": seed, "iterations": iterations, "learning_rate": AutoencoderSettings().learning_rate}
    script = script_of(PAGE, "three_ways", mirror=mirror, gan=WITH_OUR_DECODER, **settings)
    return Script(script.file_name, script.text, "FOLDER" if mirror else "")
