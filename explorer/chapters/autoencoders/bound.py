"""Chapter "The bound, exactly": what a variational autoencoder makes large, where all of it can be computed."""

from explorer.chapters.autoencoders import bound_gap, bound_gradient, bound_linear
from explorer.ui.controls import Controls

# id -> (button, what shows it)
VIEWS = {
    "gap": ("The gap", bound_gap),
    "gradient": ("Two gradients", bound_gradient),
    "linear": ("A linear VAE", bound_linear),
}


def show(controls: Controls) -> None:
    """Draw the chapter."""
    texts = {id: text for id, (text, _) in VIEWS.items()}
    chosen = controls.choice("bound_view", "See", texts, next(iter(texts)), label_visibility="collapsed")
    VIEWS[chosen][1].show(controls)
