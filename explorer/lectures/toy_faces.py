"""The walkthrough of the toy faces, in the order of the article."""

from explorer.lectures.step import Prediction, Step

_HAND_D = {"dw1": 1.0, "dw2": -1.0, "dw3": -1.0, "dw4": 1.0, "db": -1.0}
_HAND_G = {
    name: value
    for i, value in enumerate((1.0, -1.0, -1.0, 1.0), 1)
    for name, value in ((f"gw{i}", value), (f"gb{i}", value))
}

STEPS = (
    Step(
        "What a face is",
        "Four pixels, 1 = dark. A face has a dark diagonal; a picture of random pixels usually has not. Add the "
        "diagonal, subtract the rest: the first face scores 2. Paint your own and try to fool the rule.",
        {"chapter": "Faces", "x1": 1.0, "x2": 0.0, "x3": 0.0, "x4": 1.0, "noise": 0},
    ),
    Step(
        "A discriminator is that rule",
        "The same sum is a network with the weights 1, −1, −1, 1 and the bias −1: the threshold 1, moved to the other "
        "side. The first face scores 1, and σ(1) = 0.7311 is more than ½: a face.",
        {"chapter": "Discriminator by hand", "picture": "Face 1", **_HAND_D},
    ),
    Step(
        "A picture that is none",
        "This one scores −0.5, and σ(−0.5) = 0.3775 is less than ½: not a face. Look at the 25 tiles: how many does "
        "this D get right? Now move the bias.",
        {"chapter": "Discriminator by hand", "picture": "Non-face", **_HAND_D},
    ),
    Step(
        "A generator draws",
        "One number z, a weight and a bias for each pixel, and σ. With z = 0.7 the dark pixels are σ(1.7) = 0.8455, "
        "the light ones σ(−1.7) = 0.1545. Move z: whatever it is, the result is a face.",
        {"chapter": "Generator by hand", "z": 0.7, **_HAND_G},
    ),
    Step(
        "Put together: one step each",
        "Start from random numbers. First D learns from a face (only D's weights move, and its answer to the face "
        "rises), then from the fake (its answer falls). Now it is G's turn: press G step, and see the fake gain.",
        {
            "chapter": "Put together",
            "start": "random",
            "start_seed": 42,
            "face": "2",
            "z": 0.7,
            "hand_rate": "0.5",
            "moves": "F2-0.5_N0.7-0.5",
        },
        predict=Prediction(
            "From random numbers, D has taken one step on a face and one on the fake. Now **G** takes a step, and D "
            "stands still. What becomes of D's answer to the fake of the same z?",
            ("It falls", "It stays", "It rises"),
            "the fake after a step of G",
        ),
    ),
    Step(
        "A thousand epochs",
        "The article's run: five faces, a thousand times over. Draw the moment back to 0 % and forward again: the "
        "diagonal darkens within the first hundreds of epochs, and both losses settle.",
        {"chapter": "Training", "epochs": 1000, "rate": 0.01, "seed": 42, "k": 1, "moment": 20},
        predict=Prediction(
            "The article's run: five faces, a thousand epochs, a learning rate of 0.01. How does D answer G's fakes at"
            " the end?",
            ("Near 0: it knows them all", "Near ½: it cannot tell", "Near 1: it is fooled"),
            "D at the end of the run",
        ),
    ),
    Step(
        "Too fast",
        "A thousand times the learning rate. Every step overshoots, and G is thrown against the ends of σ: pixels of "
        "0 and 1, where the slope x(1−x) is gone, and the gradient with it. D knows every fake, its loss is near 0, "
        "and G is stuck with a picture that is no face. Bring the rate down to 1, then to 0.1.",
        {"chapter": "Training", "epochs": 1000, "rate": 10.0, "seed": 42, "k": 1, "moment": 100},
        predict=Prediction(
            "The same run with a thousand times the learning rate, 10 in place of 0.01. What does G draw at the end?",
            ("A face, a thousand times sooner", "A picture that never rests", "No face: G is stuck"),
            "the picture at the end of the run",
        ),
    ),
    Step(
        "The map",
        "All pictures at once. The generator has come to the faces' corner, where D's dashed line waits: there D "
        "answers ½. Go back to 50 epochs to see where G came from.",
        {"chapter": "Map", "map_of": "trained", "epochs": 1000, "rate": 0.01, "seed": 42, "k": 1, "noise": 0},
    ),
)
