"""What the arrays that most modules handle are called."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Images = NDArray[np.uint8]  # 0 background, 255 ink
