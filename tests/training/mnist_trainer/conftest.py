"""The digits that tiny runs learn from."""

import pytest

from explorer.data.mnist_trainer.digits import load_built_in


@pytest.fixture(scope="module")
def digits():
    return load_built_in()
