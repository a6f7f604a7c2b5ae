"""Paths as people type them, terminals that lack letters, signals, and two runs that want one folder."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from explorer.command_line import train as train_module
from explorer.command_line.run_folder import FILES, LOCK, RUN, FolderTrouble, RunFolder
from explorer.command_line.train import main
from explorer.data.files import WrongFile
from explorer.data.mnist_trainer.digits import is_here, load_digits
from explorer.training.mnist_trainer.run_file import load_run
from tests.command_line.signals import hear_signals
from tests.somebody_else import refused_like_anybody

SMALL = ["--data", "built-in", "--network", "dense", "--batch-size", "8", "--iterations", "5", "--samples", "20"]
LONG = ["--data", "built-in", "--network", "dense", "--batch-size", "8", "--iterations", "1000000", "--samples", "20"]


def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "explorer", "train", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "errors": "replace"}
    return subprocess.Popen(command, env=os.environ | environment, preexec_fn=hear_signals, **pipes)


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@pytest.mark.parametrize("option", ["--out", "--resume", "--data"])
@pytest.mark.parametrize("named", ["", " ", "~nobody9/run", "~nobody9"])
def test_a_folder_that_is_none_is_refused_in_a_sentence(
    option: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["train", option, named])
    assert ended.value.code == 2 and files_in(tmp_path) == set()
    assert f"argument {option}:" in capsys.readouterr().err


def test_a_tilde_within_a_name_is_a_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["train", "--out", "./~x", *SMALL]) == 0
    assert files_in(tmp_path / "~x") >= {RUN}


@pytest.mark.parametrize("is_zip", [True, False])
def test_a_checkpoint_of_pytorch_is_called_one(
    is_zip: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "netG.pth"
    torch.save({"weight": torch.zeros(2)}, file, _use_new_zipfile_serialization=is_zip)
    assert main(["train", "--resume", str(file)]) == 2
    assert "a PyTorch checkpoint; nothing in it was read." in capsys.readouterr().err


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert main(["train", "--out=~/run", *SMALL]) == 0
    assert files_in(tmp_path / "run") >= {RUN}


@pytest.mark.parametrize("named", ["~nobody9/x", "/" + 300 * "x"])
def test_a_folder_of_digits_that_cannot_be_is_named(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAN_EXPLORER_DATA", named)
    assert is_here("mnist")
    with pytest.raises(WrongFile):
        load_digits("mnist")


ODD_PLACES = [
    "a file",
    "a file/below",
    "shut",
    "shut/below",
    "a loop",
    "a broken link",
    "a pipe",
    300 * "x",
    3000 * "a/",
]


@pytest.mark.parametrize("option", ["--out", "--data", "--resume"])
@pytest.mark.parametrize("named", ODD_PLACES, ids=lambda named: named[:20])
def test_a_place_that_cannot_be_used_is_a_sentence_and_nothing_is_written(
    option: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a file").write_text("mine")
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "a loop").symlink_to("a loop")
    (tmp_path / "a broken link").symlink_to("nowhere")
    os.mkfifo(tmp_path / "a pipe")
    before = files_in(tmp_path)
    arguments = ["train", option, named, *(["--out", "run"] if option == "--data" else [])]
    assert refused_like_anybody(lambda: main(arguments)) == 2
    said, complained = capsys.readouterr()
    assert not said and re.fullmatch(r"[^\n]{20,500}\.\n", complained)
    assert files_in(tmp_path) == before and (tmp_path / "a file").read_text() == "mine"


def test_what_the_system_refuses_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(13, "Permission denied", "/elsewhere/run")

    monkeypatch.setattr(Path, "exists", refuse)
    assert main(["train", "--out", str(tmp_path / "run"), *SMALL]) == 2
    assert capsys.readouterr().err == "/elsewhere/run cannot be used: Permission denied.\n"
    monkeypatch.setattr(Path, "is_dir", refuse)
    monkeypatch.setattr(Path, "is_file", refuse)
    monkeypatch.setenv("GAN_EXPLORER_DATA", "/elsewhere/mnist")
    with pytest.raises(WrongFile, match="cannot be looked at: /elsewhere/run cannot be used: Permission denied"):
        load_digits("mnist")


def test_help_and_a_run_reach_a_terminal_that_lacks_letters(tmp_path: Path) -> None:
    helped = start("--help", PYTHONIOENCODING="cp1252")
    said, complained = helped.communicate()
    assert helped.returncode == 0 and "--learning-rate-D" in said and not complained
    run = start(*SMALL, "--out", str(tmp_path / "Übung"), PYTHONIOENCODING="ascii")
    said, complained = run.communicate()
    assert run.returncode == 0 and "To go on" in said and "Traceback" not in complained


def test_the_advice_can_be_pasted_into_a_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my run"
    assert main(["train", "--out", str(folder), *SMALL]) == 0
    advice = capsys.readouterr().out.rpartition("To go on: ")[2]
    assert shlex.split(advice)[4:6] == ["--resume", str(folder)]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_keeps_everything(name: str, tmp_path: Path) -> None:
    process = start(*LONG, "--out", str(tmp_path))
    assert process.stderr is not None and "iteration" in process.stderr.readline()
    number = getattr(signal, name)
    process.send_signal(number)
    said, _ = process.communicate()
    assert process.returncode == 128 + number and "Interrupted at iteration" in said
    with (tmp_path / RUN).open("rb") as file:
        assert load_run(file).iteration >= 1
    assert LOCK not in files_in(tmp_path)


def test_a_run_under_nohup_outlives_its_terminal(tmp_path: Path) -> None:
    command = f"trap '' HUP; exec {shlex.join([sys.executable, '-m', 'explorer', 'train'])}"
    told = shlex.join([*LONG, "--out", str(tmp_path)])
    shell = ["sh", "-c", f"{command} {told}"]
    process = subprocess.Popen(shell, stderr=subprocess.PIPE, text=True, preexec_fn=hear_signals)
    assert process.stderr is not None and "iteration" in process.stderr.readline()
    process.send_signal(signal.SIGHUP)
    assert "iteration" in process.stderr.readline()  # five seconds later
    process.send_signal(signal.SIGTERM)
    process.communicate()
    assert process.returncode == 128 + signal.SIGTERM


def test_a_long_run_is_kept_on_its_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    monkeypatch.setattr(train_module, "CHECKPOINT_EVERY_S", 0.0)
    write = train_module.write_checkpoint

    def write_and_look(*job_and_run: object) -> list[str]:
        written = write(*job_and_run)
        with (tmp_path / RUN).open("rb") as file:
            kept.append(load_run(file).iteration)
        return written

    monkeypatch.setattr(train_module, "write_checkpoint", write_and_look)
    assert main(["train", "--out", str(tmp_path), *SMALL]) == 0
    assert kept == [1, 2, 3, 4]  # the fifth is the outcome


def test_a_folder_that_another_run_is_written_to_is_refused_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RunFolder(tmp_path).held(0):
        assert main(["train", "--out", str(tmp_path), *SMALL]) == 2
        assert f"Another run is being written to {tmp_path}" in capsys.readouterr().err
        assert not files_in(tmp_path) & set(FILES)
    assert main(["train", "--out", str(tmp_path), *SMALL]) == 0


def test_a_killed_run_leaves_its_folder_free(tmp_path: Path) -> None:
    process = start(*LONG, "--out", str(tmp_path))
    assert process.stderr is not None and "iteration" in process.stderr.readline()
    with pytest.raises(FolderTrouble), RunFolder(tmp_path).held(0):
        pass
    process.kill()
    process.communicate()
    (tmp_path / f".{RUN}.part").touch()
    with RunFolder(tmp_path).held(0):
        pass
    assert not list(tmp_path.glob(".*.part"))
