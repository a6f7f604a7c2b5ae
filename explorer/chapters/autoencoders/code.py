"""The code of each chapter: its script for the settings as they stand."""

from dataclasses import replace

from explorer.chapters.autoencoders import variational_settings
from explorer.chapters.autoencoders.bound_gradient import N
from explorer.chapters.autoencoders.line_model import as_set, line_by_sliders, q_by_sliders
from explorer.data.mnist_trainer.digits import BUILT_IN
from explorer.scripts.script import Script, script_of
from explorer.theory.autoencoders.estimators import FREQUENCY
from explorer.ui.readings import Readings, values
from explorer.ui.real_images import current_images

PAGE = "autoencoders"


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


def variational(controls: Readings) -> Script:
    """Return the script of *Variational*: the run that Start would begin."""
    source = current_images(controls).source
    script = script_of(PAGE, "variational", s=variational_settings.current_settings(controls), source=source)
    return replace(script, argument="" if source == BUILT_IN else "FOLDER")
