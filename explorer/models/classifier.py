"""A small classifier of handwritten digits, which says what a GAN's pictures show: 57,963 weights, fast on one core.

It has eleven answers: the ten digits, and that there is none. With ten alone it would have to call noise a digit, too.

Images are (batch, 1, 28, 28) with pixels in [0, 1]. Ink is 1 and the background 0, so that what a convolution pads with
is background too.
"""

import torch.nn.functional as F
from torch import Generator, Tensor, nn

from explorer.models.layers import convolution, linear

N_CLASSES = 10
NO_DIGIT = N_CLASSES  # the eleventh answer
N_ANSWERS = N_CLASSES + 1
N_FEATURES = 48


class DigitClassifier(nn.Module):
    """Convolutions 8 (5×5), 32 (5×5) and 48 (3×3), all with stride 2 → dense 48, the features → 11 logits; ReLU.

    The first layer is thin on purpose: it works on the largest pictures, and with 16 channels it would take as long
    as all the others.
    """

    def __init__(self, torch_rng: Generator) -> None:
        super().__init__()
        self.down_8 = convolution(1, 8, 5, torch_rng, stride=2, padding=2)
        self.down_32 = convolution(8, 32, 5, torch_rng, stride=2, padding=2)
        self.down_48 = convolution(32, 48, 3, torch_rng, stride=2, padding=1)
        self.dense = linear(48 * 4 * 4, N_FEATURES, torch_rng)
        self.logits = linear(N_FEATURES, N_ANSWERS, torch_rng)

    def features(self, x: Tensor) -> Tensor:
        """Return what the last layer sees, (batch, 48), not negative, for images (batch, 1, 28, 28)."""
        h = F.relu(self.down_8(x))  # (batch, 8, 14, 14)
        h = F.relu(self.down_32(h))  # (batch, 32, 7, 7)
        h = F.relu(self.down_48(h))  # (batch, 48, 4, 4)
        return F.relu(self.dense(h.flatten(1)))

    def forward(self, x: Tensor) -> Tensor:
        """Return logits (batch, 11), the last one for “no digit”, for images (batch, 1, 28, 28)."""
        logits: Tensor = self.logits(self.features(x))
        return logits
