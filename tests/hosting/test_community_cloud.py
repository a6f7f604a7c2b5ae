"""The entry point for Community Cloud, started as the platform starts it: from the project's root, by its path."""

import urllib.request

import pytest

from tests.conftest import ROOT
from tests.hosting.visitor import act, visit


def test_the_hosted_entry_point_draws_home_and_a_linked_page(address: str) -> None:
    async def look() -> None:
        async with visit(address) as home:
            assert "GAN Explorer" in home.words()
            assert not home.all_of("exception")
        async with visit(address, "gaussian_1d", "gaussian_1d_mu_g=3") as page:
            assert page.slider("gaussian_1d_mu_g").value == 3
            await page.move("gaussian_1d_mu_g", 4)
            assert page.slider("gaussian_1d_mu_g").value == 4

    act(look())
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as response:
        assert response.read() == b"ok"


@pytest.mark.parametrize("name", ["requirements.txt", "hosting/requirements.txt"])
def test_both_lists_of_requirements_ask_for_the_same_torch(name: str) -> None:
    lines = [line.partition("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    (torch,) = [line for line in lines if line.startswith("torch")]
    assert torch.removesuffix("+cpu") == "torch==2.13.0"
    if "hosting" in name:
        assert torch.endswith("+cpu")
        assert "--extra-index-url https://download.pytorch.org/whl/cpu" in lines
        assert "-r ../requirements.txt" in lines
