"""5×5 'same' convolutions between images of 7, 14 and 28 pixels a side, with a third of the multiplications.

By the convolution theorem a convolution is a product at each frequency. On a grid of 7×7 cells that leaves 94 or 121
products of a pixel's channels with a weight where 25·49 taps would be, and the way to the frequencies and back is a
matrix product, too. Nothing else is needed: with plain matrix products, gradients of gradients come for free.

A cell holds k×k pixels, k = 1, 2 or 4, and an image is (49, batch, k²·channels): the cells row by row, and in a cell
the pixels row by row. So a step from 7 to 14 pixels a side is one from k = 1 to k = 2 on the same grid, and every
matrix product runs over long rows, with one colour channel as with 256.
"""

import math
from functools import lru_cache

import torch
from torch import Tensor, nn

SIDE = 7
N_CELLS = SIDE * SIDE
KERNEL = 5


def to_grid(x: Tensor, k: int) -> Tensor:
    """Return images (batch, 1, 7k, 7k) as (49, batch, k²)."""
    cells = x.reshape(-1, SIDE, k, SIDE, k).permute(1, 3, 0, 2, 4)  # (7, 7, batch, k, k)
    return cells.reshape(N_CELLS, -1, k * k)


def from_grid(h: Tensor, k: int) -> Tensor:
    """Return (49, batch, k²) as images (batch, 1, 7k, 7k)."""
    cells = h.reshape(SIDE, SIDE, -1, k, k).permute(2, 0, 3, 1, 4)  # (batch, 7, k, 7, k)
    return cells.reshape(-1, 1, SIDE * k, SIDE * k)


def waves(n: int, places: Tensor) -> Tensor:
    """Return exp(−2πi f·place/n), complex, shape (n frequencies, len(places))."""
    return torch.exp(-2j * math.pi / n * torch.outer(torch.arange(n).double(), places.double()))


@lru_cache(maxsize=4)
def bilinear_algorithm(k_in: int, k_out: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return A, B, C such that C·[(A·x)∘(B·w)] is the convolution of a 7×7 grid x with the 5×5 kernel w.

    A and C are the discrete Fourier transform and its inverse, B that of a kernel laid out on the grid, over 7 cells
    and as many more as a kernel reaches, so that nothing comes round to the other side. Of two frequencies f and −f,
    whose values are conjugate, one is kept, and its complex product (a + bi)(c + di) is made of three real ones:
    c(a + b), a(d − c), b(c + d).

    Returns
    -------
    A : shape (n_products, 49)
    B : shape (n_products·k_in²·k_out², 25)
    C : shape (49, n_products)
    """
    coarse, fine = sorted((k_in, k_out))
    stride = fine // coarse
    before = reach = 2 if stride == 1 else 1  # zeros before the image in Keras's 'same'; cells that a kernel reaches
    n = SIDE + reach
    cells = torch.arange(-reach, reach + 1)  # from a coarse pixel's cell to a fine one's
    pixel, corner = torch.arange(fine), stride * torch.arange(coarse)
    tap = fine * cells[:, None, None] + pixel[None, None] - corner[None, :, None] + before  # (cells, coarse, fine)
    taps = (tap[..., None] == torch.arange(KERNEL)).to(torch.complex128)  # (cells, coarse, fine, 5)
    if k_in > k_out:
        cells, taps = -cells, taps.transpose(1, 2)
    along = waves(n, torch.arange(SIDE))  # (n, 7)
    kernel = torch.tensordot(waves(n, cells), taps, 1)  # (n, k_in, k_out, 5)
    X = torch.einsum("fi,gj->fgij", along, along).reshape(n * n, N_CELLS)
    W = torch.einsum("fabu,gcdv->fgacbduv", kernel, kernel).reshape(n * n, -1)  # (n², k_in²·k_out²·25)

    frequency = torch.arange(n * n).view(n, n)
    opposite = frequency.flip(0, 1).roll((1, 1), (0, 1))
    real, pair = X[frequency[frequency == opposite]].real, X[frequency[frequency < opposite]]
    a, b = pair.real, pair.imag
    A = torch.cat([real, a + b, a, b])
    C = torch.cat([real, 2 * (a + b), 2 * b, -2 * a]).T / n**2
    real, pair = W[frequency[frequency == opposite]].real, W[frequency[frequency < opposite]]
    c, d = pair.real, pair.imag
    B = torch.cat([real, c, d - c, c + d]).view(-1, KERNEL**2)
    return A.float().contiguous(), B.float().contiguous(), C.float().contiguous()


class GridConvolution(nn.Module):
    """A 5×5 convolution (49, batch, k_in²·n_in) → (49, batch, k_out²·n_out) with Keras's 'same' padding.

    k_in = 2 k_out: with stride 2. k_out = 2 k_in: transposed, with stride 2. Both alike: transposed, with stride 1.
    Glorot-uniform weights, shape (25, n_in, n_out).

    References
    ----------
    Mathieu, Henaff & LeCun 2014, "Fast training of convolutional networks through FFTs"; Lavin & Gray 2016, "Fast
    algorithms for convolutional neural networks", for the form C·[(A·x)∘(B·w)].
    """

    A: Tensor
    B: Tensor
    C: Tensor

    def __init__(
        self, n_in: int, n_out: int, k_in: int, k_out: int, torch_rng: torch.Generator, *, bias: bool = False
    ) -> None:
        super().__init__()
        bound = math.sqrt(6.0 / (KERNEL**2 * (n_in + n_out)))
        self.weight = nn.Parameter(torch.empty(KERNEL**2, n_in, n_out).uniform_(-bound, bound, generator=torch_rng))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.n_pixels = (k_in**2, k_out**2)  # in a cell
        for name, matrix in zip("ABC", bilinear_algorithm(k_in, k_out), strict=True):
            self.register_buffer(name, matrix, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        """Return (49, batch, k_out²·n_out) for x (49, batch, k_in²·n_in)."""
        n_products, batch = len(self.A), x.shape[1]
        (p_in, p_out), (_, n_in, n_out) = self.n_pixels, self.weight.shape
        weight = (self.B @ self.weight.flatten(1)).view(n_products, p_in, p_out, n_in, n_out)
        weight = weight.transpose(2, 3).reshape(n_products, p_in * n_in, p_out * n_out)
        products = (self.A @ x.reshape(N_CELLS, -1)).view(n_products, batch, -1) @ weight  # (n_products, batch, ·)
        y = (self.C @ products.flatten(1)).view(N_CELLS, batch, -1)  # (49, batch, k_out²·n_out)
        return y if self.bias is None else y + self.bias.repeat(p_out)
