import numpy as np
import pytest

from explorer.data.toy_faces import FACES
from explorer.training.toy_faces.gan import start
from explorer.training.toy_faces.moves import MAX_CHARACTERS, MAX_MOVES, Move, as_text, parse, replay


def test_text_there_and_back() -> None:
    moves = (Move("F", 3, 0.5), Move("N", 0.7, 0.01), Move("G", 0.0, 2.0), Move("G", 1.0, 10.0))
    assert as_text(moves) == "F3-0.5_N0.7-0.01_G0-2_G1-10"
    assert parse(as_text(moves)) == moves


@pytest.mark.parametrize("text", ["", "hello", "F0-1", "F6-1", "F1.5-1", "G1.5-1", "N0.5", "G0.5-99", "G0.5--1", "GGG"])
def test_whatever_is_no_move_is_left_out(text: str) -> None:
    assert parse(f"{text} F1-0.5") == (Move("F", 1, 0.5),)


def test_too_many_moves_are_cut_and_the_text_has_room_for_the_most() -> None:
    assert len(parse("_".join(["G0.55-0.01"] * 500))) == MAX_MOVES
    assert len(as_text([Move("G", 0.55, 0.01)] * MAX_MOVES)) <= MAX_CHARACTERS


def test_replay_makes_the_steps_of_the_training() -> None:
    first = start(np.random.RandomState(42))
    states = replay(first, parse("F1-0.5_N0.7-0.5_G0.7-0.5"))
    expected = first.face_step(FACES[0], 0.5).fake_step(0.7, 0.5).generator_step(0.7, 0.5)
    assert len(states) == 4
    np.testing.assert_array_equal(states[-1].parameters, expected.parameters)
    assert states[0] is first
