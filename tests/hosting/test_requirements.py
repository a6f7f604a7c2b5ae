"""What is installed is what the project asks for; `make audit` asks the network for known holes in it."""

import subprocess
import sys
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

LINES = [
    line.partition("#")[0].strip()
    for name in ("requirements.txt", "requirements-dev.txt", "hosting/requirements-serve.txt")
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
]
REQUIREMENTS = [Requirement(line) for line in LINES if line and not line.startswith("-")]


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.name)
def test_each_requirement_admits_what_is_installed_and_no_next_major_version(requirement: Requirement) -> None:
    assert requirement.specifier.contains(version(requirement.name))
    assert any(specifier.operator in ("<", "==") for specifier in requirement.specifier), "no upper end"


def test_the_installed_packages_agree_with_each_other() -> None:
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
