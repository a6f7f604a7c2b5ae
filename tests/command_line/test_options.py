"""Every setting has an option that helps, wrong ones are refused in a sentence, and a command says what was chosen."""

import shlex
from dataclasses import fields, replace

import pytest

from explorer.command_line.options import HELP, make_parser, network_of, read, settings_of
from explorer.old_words import LOSSES
from explorer.training.mnist_trainer.command import PROGRAM, command_line
from explorer.training.mnist_trainer.settings import CHOICES, DEFAULTS, GanSettings

OUT = ["train", "--out", "x"]


def settings(*arguments):
    return settings_of(read([*OUT, *arguments]))


def test_every_setting_has_an_option():
    in_groups = {name for group in HELP.values() for name in group}
    assert in_groups | {"network", "n_iterations"} == {field.name for field in fields(GanSettings)}


@pytest.mark.parametrize("network", DEFAULTS)
def test_without_options_a_network_has_what_suits_it_and_help_says_so(network):
    assert settings("--network", network) == DEFAULTS[network]
    said = " ".join(make_parser(network).format_help().split())
    assert f"of D's Adam (default {DEFAULTS[network].learning_rate_D:g})" in said
    assert f"(default {DEFAULTS[network].n_iterations:,})" in said


def test_the_short_name_of_the_convolutional_networks():
    assert settings("--network", "conv") == DEFAULTS["convolutional"]
    assert network_of([*OUT, "--network=conv"]) == "convolutional"
    assert network_of([*OUT, "--network"]) == network_of([]) == "compact"


@pytest.mark.parametrize("word, id", LOSSES.items())
def test_losses_may_be_called_as_they_once_were(word, id):
    if id in CHOICES["loss"]:
        assert settings("--loss", word).loss == settings("--loss", id).loss == id


ODD = replace(
    DEFAULTS["dense"],
    loss="wgan_gp",
    conditional=True,
    batch_size=32,
    learning_rate_D=5e-5,
    learning_rate_G=0.1 + 0.2,
    beta1=0.0,
    n_discriminator_steps=5,
    label_smoothing=0.1,
    r1=0.3,
    minibatch_stddev=True,
    instance_noise=0.1,
    averaging=0.999,
    seed=17,
    n_iterations=500,
    images_every=7,
    separate_batches=False,
    shared_fakes=True,
)


@pytest.mark.parametrize("chosen", [*DEFAULTS.values(), ODD], ids=lambda chosen: f"{chosen.network}-{chosen.loss}")
def test_a_command_reads_back_as_the_settings_that_it_was_made_for(chosen):
    command = command_line(chosen, "fashion_mnist")
    program, words = shlex.split(command)[:3], shlex.split(command)[3:]
    assert " ".join([*program, words[0]]) == PROGRAM
    options = read(words)
    assert settings_of(options) == chosen and options.data == "fashion_mnist"


def test_a_command_names_only_what_differs():
    said = command_line(replace(DEFAULTS["dense"], seed=3), "a folder", "my run")
    assert said == f"{PROGRAM} --data 'a folder' --network dense --seed 3 --out 'my run'"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "required"),
        (["test"], "invalid choice"),
        (["train"], "say with --out DIR"),
        ([*OUT, "--network", "huge"], "invalid choice: 'huge'"),
        ([*OUT, "--loss", "MSE"], "invalid choice: 'MSE'"),
        ([*OUT, "--learning-rate-G", "nan"], "--learning-rate-G is nan; it must be a number from 1e-07 to 1e+38."),
        ([*OUT, "--batch-size", "1000"], "--batch-size is 1000; it must be a whole number from 2 to 256."),
        ([*OUT, "--iterations", "0"], "--iterations is 0"),
        ([*OUT, "--iterations", "1.5"], "invalid int value"),
        ([*OUT, "--iterations", "10", "--seconds", "10"], "not allowed with"),
        ([*OUT, "--seconds", "-1"], "--seconds is -1.0"),
        ([*OUT, "--seconds", "nan"], "--seconds is nan"),
        ([*OUT, "--samples", "0"], "--samples is 0"),
        ([*OUT, "--learn", "1"], "unrecognized arguments"),
        (["train", "--resume", "x", "--seed", "1", "--network", "dense"], "leave out --network, --seed"),
        (["train", "--resume", "x", "--overwrite"], "choose one"),
    ],
)
def test_wrong_options_end_in_a_sentence_and_exit_code_2(arguments, says, capsys):
    with pytest.raises(SystemExit) as ended:
        read(arguments)
    assert ended.value.code == 2
    assert says in capsys.readouterr().err


def test_help_tells_what_is_written_and_what_the_exit_codes_mean(capsys):
    with pytest.raises(SystemExit) as ended:
        read(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    for words in ("run.npz", "history.csv", "exit codes:", "130 interrupted", "--resume digits --iterations 5000"):
        assert words in said
    assert max(map(len, said.splitlines())) <= 100
