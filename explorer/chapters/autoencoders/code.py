"""The code of each chapter: the run that *Start* would begin now, with what the page measures of it."""

from explorer.chapters.autoencoders.settings import current_settings
from explorer.data.mnist_trainer.idx_sets import IDX_SETS
from explorer.scripts.script import Script, script_of
from explorer.ui.readings import Readings
from explorer.ui.real_images import current_images

PAGE = "autoencoders"


def bottleneck(controls: Readings) -> Script:
    """Return the script of *Bottleneck*."""
    source = current_images(controls).source
    idx_set = IDX_SETS.get(source)
    mirror = idx_set.mirrors[0] if idx_set else None
    script = script_of(PAGE, "bottleneck", s=current_settings(controls), source=source, mirror=mirror)
    return Script(script.file_name, script.text, "FOLDER" if mirror else "")
