"""An autoencoder of points of the plane, plain or variational, in NumPy: one update, forward and backward.

Plain:       L = mean ‖x − x̂‖²,                            x̂ = decoder(z), z = encoder(x)
Variational: L = mean ‖x − x̂‖²/(2s²) + KL(q(z|x) ‖ N(0, I)), z = μ + σε, (μ, ln σ²) = encoder(x), ε ~ N(0, I)

The second is −ELBO of x|z ~ N(decoder(z), s² I) but for the constant 2 ln s + ln 2π, by one draw of ε a point.
Kingma & Welling 2014, eq. 10 and appendix B.
"""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from explorer.models.mode_collapse.mlp import Mlp
from explorer.training.autoencoders.plane_settings import DECODER, RingSettings
from explorer.training.descent import Adam

Array = NDArray[Any]  # of the run's precision: float32, in tests float64

BETA1 = 0.9


class PlaneAutoencoder:
    """Encoder and decoder of a run, and their optimizers. Points and codes are columns, (2, batch).

    The decoder is drawn first, as the GAN's G is: with the same seed both begin with the same weights.
    """

    def __init__(self, settings: RingSettings, *, is_variational: bool, dtype: DTypeLike = np.float32) -> None:
        rng = np.random.default_rng(settings.seed)
        self.is_variational = is_variational
        self.decoder = Mlp(DECODER.sizes(2, 2), DECODER.activation, rng, dtype)
        self.encoder = Mlp(DECODER.sizes(2, 4 if is_variational else 2), DECODER.activation, rng, dtype)
        self._optimizers = [
            Adam(network.parameters, settings.learning_rate, BETA1) for network in (self.encoder, self.decoder)
        ]
        n = settings.batch_size
        self._on_encoder, self._on_decoder = self.encoder.tape(n), self.decoder.tape(n)
        self.s = settings.s

    def step(self, x: Array, epsilon: Array) -> float:
        """Move both networks once, down the loss on a batch x with its ε, both (2, batch); return it from before."""
        n = x.shape[1]
        self._on_encoder.x[:] = x
        said = self.encoder.forward(self._on_encoder)
        mu, log_variance = said[:2], said[2:]
        sigma_epsilon = np.exp(0.5 * log_variance) * epsilon if self.is_variational else 0.0
        self._on_decoder.x[:] = mu + sigma_epsilon
        miss = self.decoder.forward(self._on_decoder) - x
        weight = 0.5 / self.s**2 if self.is_variational else 1.0
        loss = weight * float(np.square(miss).sum())
        slope = np.empty_like(said)
        by_z = self.decoder.backward(self._on_decoder, (2 * weight / n) * miss, by_input=True)
        slope[:2] = by_z
        if self.is_variational:
            variance = np.exp(log_variance)
            loss += 0.5 * float((mu * mu + variance - log_variance - 1).sum())
            slope[:2] += mu / n
            slope[2:] = 0.5 * (by_z * sigma_epsilon + (variance - 1) / n)
        self.encoder.backward(self._on_encoder, slope)
        self._optimizers[0].step(self.encoder.gradient)
        self._optimizers[1].step(self.decoder.gradient)
        return float(loss / n)

    def codes(self, x: Array) -> Array:
        """Return the codes, or μ, of points x, (2, n) both."""
        return self.encoder(x)[:2]
