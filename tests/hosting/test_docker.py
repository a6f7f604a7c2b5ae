"""The Dockerfile and the compose file name what is there; CI has no Docker to build them with."""

import re

from tests.conftest import ROOT

HOSTING = ROOT / "hosting"


def words_of(name: str) -> str:
    return (HOSTING / name).read_text(encoding="utf-8")


def test_everything_that_the_image_copies_is_here() -> None:
    copied = [
        source for line in re.findall(r"^COPY (.+) \S+$", words_of("Dockerfile"), re.M) for source in line.split()
    ]
    assert copied == ["requirements.txt", "hosting/requirements.txt", "hosting/requirements-serve.txt", "."]
    for source in copied:
        assert (ROOT / source).exists(), source


def test_the_image_leaves_out_nothing_that_the_app_needs() -> None:
    left_out = set(words_of("Dockerfile.dockerignore").split())
    assert not left_out & {"explorer", "pages", "hosting", ".streamlit", "streamlit_app.py", "requirements.txt"}
    assert {"tests", ".git", ".venv"} <= left_out


def test_the_image_runs_the_command_that_is_tested_without_rights_on_the_port_that_compose_opens() -> None:
    dockerfile, compose = words_of("Dockerfile"), words_of("compose.yml")
    assert 'CMD ["python", "-m", "hosting.serve", "--port", "8080"' in dockerfile
    assert dockerfile.index("USER explorer") < dockerfile.index("CMD")
    assert "EXPOSE 8080" in dockerfile
    assert '"8080:8080"' in compose
    assert "dockerfile: hosting/Dockerfile" in compose
    assert "context: .." in compose
