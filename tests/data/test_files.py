"""Whatever goes wrong while a file is read ends in one sentence that names the file."""

from pathlib import Path

import pytest

from explorer.data.files import Malformed, WrongFile, reading


def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match="^The folder cannot be read: Is a directory[.]$"), reading("The folder", ""):
        tmp_path.read_bytes()
    with pytest.raises(WrongFile, match="^This cannot be read: No such file or directory[.]$"), reading("This", ""):
        (tmp_path / "none").read_bytes()


def test_what_is_malformed_is_said_and_a_sentence_stays_as_it_is() -> None:
    with pytest.raises(WrongFile, match="^x.npz is no run: it is damaged[.]$"), reading("x.npz", "no run"):
        raise Malformed("it is damaged")
    with pytest.raises(WrongFile, match="^Said already[.]$"), reading("x.npz", "no run"):
        raise WrongFile("Said already.")
