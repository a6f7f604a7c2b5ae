"""A run's settings as a script of its own: nothing but PyTorch, and no more code than these settings need.

The networks are the project's own source. The rest is written out in the templates of `templates/`, where the settings
decide which lines stand; the tests hold the scripts against the runs themselves.
"""

import re
from functools import lru_cache
from pathlib import Path

from explorer.data.mnist_trainer.idx_sets import IDX_SETS
from explorer.scripts.templates import environment
from explorer.training.live.slots import n_torch_threads
from explorer.training.mnist_trainer.definitions import definitions, tidy_imports
from explorer.training.mnist_trainer.settings import WITH_LABELS, WITH_SIGMOID, GanSettings

# A body that is never told a label has no place for one.
UNCONDITIONAL = ((", n_labels: int = 0", ""), (" + n_labels", ""), (", the one-hot label last", ""))
CONDITIONAL = (("n_labels: int = 0", "n_labels: int"),)

_templates = environment(Path(__file__).with_name("templates"))


def file_name(settings: GanSettings) -> str:
    """Return what the script is called."""
    return f"gan_{settings.network}_{settings.loss}.py"


@lru_cache(maxsize=16)
def gan_script(settings: GanSettings, source: str) -> str:
    """Return a Python script that does the run of `settings` on the digits called `source`, by itself.

    Its networks' weights, batches and noise are drawn in the run's order, and its sums shared between as many threads:
    its numbers are the run's.
    """
    s, idx_set = settings, IDX_SETS.get(source)
    G_body, D_body = (f"{s.network.capitalize()}{role}" for role in ("Generator", "Discriminator"))
    script = _templates.get_template("script.py.jinja").render(
        s=s,
        source=source,
        content=idx_set.content if idx_set else "handwritten digits",
        mirror=idx_set.mirrors[0] if idx_set else None,
        file_name=file_name(s),
        definitions=_networks(s, G_body, D_body),
        G_body=G_body,
        D_body=D_body,
        with_sigmoid=s.loss in WITH_SIGMOID,
        smoothing=bool(s.label_smoothing) and s.loss in WITH_LABELS,
        n_threads=n_torch_threads(),
        several=s.minibatch_stddev and not s.separate_batches,
    )
    return re.sub(r"\n{4,}", "\n\n\n", tidy_imports(script)).rstrip() + "\n"


def _networks(s: GanSettings, G_body: str, D_body: str) -> str:
    module = f"explorer.models.mnist_trainer.{s.network}"
    wanted = [(module, G_body), (module, D_body), ("explorer.models.layers", "linear")]
    if s.minibatch_stddev:
        wanted.append(("explorer.models.mnist_trainer.gan", "batch_spread"))
    source = definitions(*wanted)
    for written, plainer in CONDITIONAL if s.conditional else UNCONDITIONAL:
        source = source.replace(written, plainer)
    return source
