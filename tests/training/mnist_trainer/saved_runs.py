"""Tiny runs, trained and saved, for the tests of run files."""

import io
from dataclasses import asdict, replace

import numpy as np

from explorer.training.classifier.judgement import Judgement
from explorer.training.live.history import History
from explorer.training.mnist_trainer.gan import GanTraining
from explorer.training.mnist_trainer.run_file import run_of, save_run
from explorer.training.mnist_trainer.settings import DEFAULTS

TINY = replace(DEFAULTS["dense"], batch_size=8, n_iterations=8, images_every=2)


def a_judge(images):
    counts = np.bincount(images.astype(int).sum(axis=(1, 2)) % 10, minlength=10)
    return Judgement(len(images), counts, 0.5, 1.0, float(images.mean()))


def judge_for(settings):
    return None if settings.network == "convolutional" else a_judge  # it draws 512 pictures: too slow there


def trained(digits, settings, n=None):
    training = GanTraining(digits.images, settings, digits.labels, judge_for(settings))
    history = History()
    while training.iteration < (n or settings.n_iterations):
        history.append(next(training))
    return training, history


def saved(training, history):
    file = io.BytesIO()
    save_run(file, run_of("built_in", training, history.curves(), history.frames(), history.latest))
    file.seek(0)
    return file


def as_arrays(snapshot):
    values = {**asdict(snapshot), **asdict(snapshot.judgement or Judgement(0, np.zeros(10), 0, 0, 0))}
    del values["judgement"]
    return values


def same(one, other):
    for name, value in as_arrays(one).items():
        np.testing.assert_array_equal(value, as_arrays(other)[name], err_msg=name)
