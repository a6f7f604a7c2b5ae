"""The walkthrough of the toy faces, in the order of the article."""

from typing import Any

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

_HAND_D = {"dw1": 1.0, "dw2": -1.0, "dw3": -1.0, "dw4": 1.0, "db": -1.0}
_HAND_G = {
    name: value
    for i, value in enumerate((1.0, -1.0, -1.0, 1.0), 1)
    for name, value in ((f"gw{i}", value), (f"gb{i}", value))
}
_FACES = {"chapter": "faces", "noise": 0}
_JUDGE = {"chapter": "discriminator", **_HAND_D, "noise": 0}
_TOGETHER: dict[str, Any] = {"chapter": "together", "face": "2", "z": 0.7, "hand_rate": "0.5", "moves": ""}
_RUN = {"epochs": 1000, "rate": 0.01, "seed": 42, "k": 1}
_PIXELS = ("x1", "x2", "x3", "x4")

STEPS = (
    Step(
        "a_forger_and_an_appraiser",
        "A forger and an appraiser",
        "The generator G is a forger: it makes pictures out of a random number z. The discriminator D is an "
        "appraiser: it says how sure it is that a picture is real. Each gets better because the other does, and in "
        "the end we want the forger.",
        {**_FACES, "epoch": 1000},
        figure="toy_chart_whole",
        look="Left to right: z goes into G, four pixels come out, D turns them into one number. That is the whole GAN.",
        note="Ask who has heard of a GAN, and who of them can say what the two networks want. Show only that there are "
        "two networks, and that the first one's output is the second one's input; then drag the epochs from 0. Ask: "
        "what does the forger learn from? (Only from the appraiser's answer. It never sees a real picture.)",
        minutes=2,
        play=("epoch",),
    ),
    Step(
        "what_a_face_is",
        "What a face is",
        "On Slanted Land everybody leans, so a face is a dark diagonal. Four pixels, each from 0 = light to 1 = dark. "
        "The diagonal of a face is large and the rest is small; any other picture has random pixels.",
        {**_FACES, "x1": 1.0, "x2": 0.0, "x3": 0.0, "x4": 1.0},
        figure="toy_faces_and_noise",
        look="Five faces on the left, five random pictures on the right. Which of the random ones would you let pass?",
        note="Let the class call out faces and non-faces before you say the rule. Expected: “dark from top left to "
        "bottom right”. Roll the dice once: chance draws a face now and then, and that is nobody's mistake.",
        minutes=1,
    ),
    Step(
        "one_number_tells_them_apart",
        "One number tells them apart",
        "Add the two pixels of the diagonal, subtract the other two. For the first face that is 2, for this noise "
        "−0.5. Between them we draw a threshold: more than 1 is a face.",
        {**_FACES, "x1": 0.25, "x2": 1.0, "x3": 0.5, "x4": 0.75},
        figure="toy_faces_own",
        look="The sum below the painted picture. Move the pixels: can you paint something that passes for a face "
        "and does not look like one to you?",
        note="Have somebody compute the sum by hand: 0.25 − 1 − 0.5 + 0.75 = −0.5. Then paint to the class's "
        "dictation. All dark makes 0: bright or dark does not matter, only the difference does.",
        minutes=2,
        play=_PIXELS,
    ),
    Step(
        "a_discriminator_is_that_rule",
        "A discriminator is that rule",
        "The same sum is a network with the weights 1, −1, −1, 1. Its bias −1 is the threshold, moved to the other "
        "side. The first face's score is 2 − 1 = 1, and the sigmoid σ turns that into a probability: σ(1) = 0.7311, "
        "more than ½. D says: a face.",
        {**_JUDGE, "picture": "face_1"},
        figure="toy_chart_d_network",
        look="Thick lines are large weights, green ones add, magenta ones subtract. Change one: what becomes of D(x)?",
        note="Ask why a probability and not the score itself. (So that we can say how wrong an answer was, and a loss "
        "can be built on it.) σ(0) = ½ is the new threshold.",
        minutes=1.5,
        play=("dw1", "dw2", "dw3", "dw4", "db"),
    ),
    Step(
        "a_picture_that_is_none",
        "A picture that is no face",
        "The score of this one is −0.5, and σ(−0.5) = 0.3775 is less than ½: not a face. On all 25 pictures "
        "below, faces and chance, this D is right.",
        {**_JUDGE, "picture": "non_face"},
        figure="toy_chart_strip",
        look="The tiles: under each D's answer. Move the bias up until the first mistake is framed. Which comes first, "
        "a missed face or a false one?",
        note="Expected: with a larger bias non-faces pass; with a smaller one faces 2 to 5 are lost first, for they "
        "score 0.4 only. The article prints “face” for this picture; 0.3775 is below one half, it is a "
        "misprint.",
        minutes=1.5,
        play=("db",),
    ),
    Step(
        "a_generator_draws",
        "A generator draws",
        "G turns it round: one number in, four pixels out. Draw z between 0 and 1, say 0.7; give each pixel a weight, "
        "a bias and σ. The dark pixels are σ(0.7 + 1) = σ(1.7) = 0.8455, the light ones σ(−1.7) = 0.1545.",
        {"chapter": "generator", "z": 0.7, **_HAND_G},
        figure="toy_chart_g_network",
        look="Move z from 0 to 1: whatever it is, the result is a face. z decides only how bold.",
        note="Ask what the class would choose for the four weights before you point at them. Then: what if all biases "
        "were 0? (At z = 0 every pixel is σ(0) = ½, four greys.) So here the biases do the work; keep that in mind "
        "for what training finds.",
        minutes=2,
        play=("z",),
    ),
    Step(
        "how_wrong_is_an_answer",
        "How wrong is an answer?",
        "If the answer should be 1, the loss is −ln of the answer: 0.11 for an answer of 0.9, and 2.30 for 0.1. If it "
        "should be 0, it is −ln(1 − answer). Here both by hand: D gives the fake 0.594, so D loses 0.902 on it, and "
        "G, who wants a 1, loses 0.520.",
        {**_TOGETHER, "start": "by_hand"},
        figure="toy_chart_loss_curves",
        look="The two curves below the network: the falling one for whoever wants a 1, the rising one for whoever "
        "wants a 0. The dotted line is D's answer to the fake: wherever it moves, one loss falls and the other rises.",
        note="Cover the numbers and let the class guess which answer costs more. The point: being sure and wrong costs "
        "without limit. Where they meet, at an answer of ½, both lose ln 2 = 0.693. Remember that number.",
        minutes=2,
        play=("z",),
    ),
    Step(
        "the_game",
        "The game",
        "D wants 1 for the face and 0 for the fake, so it minimises −ln D(x) − ln(1 − D(G(z))), which is to maximise "
        "ln D(x) + ln(1 − D(G(z))), whose mean is V(D, G), the value of the game ([Goodfellow et al. "
        "2014](https://arxiv.org/abs/1406.2661)). G wants 1 for the fake: it minimises −ln D(G(z)). Neither minimises "
        "the sum of both: each moves only its own weights.",
        {**_TOGETHER, "start": "random", "start_seed": 42},
        figure="toy_chart_pair",
        look="The two pictures and D's answers to them. Say for each of the three losses whether it would push that "
        "answer up or down.",
        note="Two things that many texts get wrong. First, it is no joint minimisation: two players, two losses. "
        "Second, −ln D(G(z)) is not equivalent to ln(1 − D(G(z))): they push the same way, but where D rejects the "
        "fake the first has slope, the second has almost none. The page LSGAN against BCE shows it.",
        minutes=2,
        play=("z", "face"),
    ),
    Step(
        "thirteen_slopes",
        "Thirteen slopes",
        "Every weight asks: if I grow a little, does my player's loss fall? By the chain rule D's slope on the face "
        "is −(1 − D(x))·x. G's goes through D: −(1 − D)·w·x(1 − x)·z, with D's weight w and the fake's pixel x. So all "
        "that G knows of faces comes through D's weights.",
        {**_TOGETHER, "start": "by_hand"},
        figure="toy_gradients",
        look="The two columns of gradients, written out with this moment's numbers. Find the factor that makes a "
        "pixel of 0 or 1 deaf: x(1 − x).",
        note="The only step with derivatives; a class without them may skip it. For one that has them: derive "
        "d(−ln σ(s))/ds = −(1 − σ(s)) on the board, then read one line of the page together.",
        minutes=2,
    ),
    Step(
        "put_together_one_step_each",
        "Put together: one step each",
        "Start from random numbers. First D learned from a face: only D's weights moved, and its answer to the face "
        "rose. Then from the fake: its answer fell. Now it is G's turn.",
        {**_TOGETHER, "start": "random", "start_seed": 42, "moves": "F2-0.5_N0.7-0.5"},
        figure="toy_chart_moved",
        look="Press *G step* and see the fake's answer rise again. The bars show which of the 13 numbers moved.",
        note="Before each press ask: whose bars will move, and will D's answer to the fake rise or fall? Then “All "
        "three, 10 times” a few times, and watch the fake's diagonal.",
        minutes=2,
        play=("face", "hand_rate"),
        predict=Prediction(
            "From random numbers, D has taken one step on a face and one on the fake. Now **G** takes a step, and D "
            "stands still. What becomes of D's answer to the fake of the same z?",
            {"falls": "It falls", "stays": "It stays", "rises": "It rises"},
            "fake_after_G_step",
        ),
    ),
    Step(
        "a_thousand_epochs",
        "A thousand epochs",
        "The article's run: five faces, a thousand times over, learning rate 0.01. The diagonal darkens within the "
        "first hundreds of epochs, and both losses settle: G's near ln 2 = 0.693, D's near twice that.",
        {"chapter": "training", **_RUN, "moment": 20},
        figure="toy_run",
        look="Drag the moment back to 0 % and forward again: where have both losses settled?",
        note="Ask what 0.693 means here. (D answers ½: it cannot tell any more.) Ask whether D has become bad. (No: "
        "there is nothing left to tell apart by four pixels and one layer.)",
        minutes=2,
        play=("moment",),
        predict=Prediction(
            "The article's run: five faces, a thousand epochs, a learning rate of 0.01. How does D answer G's fakes at"
            " the end?",
            {
                "near_0": "Near 0: it knows them all",
                "near_half": "Near ½: it cannot tell",
                "near_1": "Near 1: it is fooled",
            },
            "D_at_the_end",
        ),
    ),
    Step(
        "what_has_been_learned",
        "What has been learned",
        "Four new z, four new faces, equal to the article's to the last digit. The weights are the ones that we would "
        "have chosen: D adds the diagonal and subtracts the rest, G's biases are large on the diagonal and very "
        "negative off it.",
        {"chapter": "training", **_RUN, "moment": 100},
        figure="toy_chart_four",
        look="The four new faces. On the right each of the 13 numbers ends at its name: compare its sign with the one "
        "set by hand.",
        note="Ask where z has gone: the four faces hardly differ. (One layer and five faces that are nearly alike: G "
        "has learned the average face and ignores z. A first, harmless, look at mode collapse.)",
        minutes=1.5,
    ),
    Step(
        "too_fast",
        "Too fast",
        "A thousand times the learning rate. Every step overshoots, and G is thrown against the ends of σ: pixels of "
        "0 and 1, where the slope x(1 − x) is gone, and the gradient with it. D knows every fake, its loss is near 0, "
        "and G is stuck with a picture that is no face.",
        {"chapter": "training", "epochs": 1000, "rate": 10.0, "seed": 42, "k": 1, "moment": 100},
        figure="toy_run",
        look="Bring the rate down to 1, then to 0.1: at 1 a face is there within five epochs, but the losses settle "
        "elsewhere.",
        note="Let the class predict what a rate of 10 does before you show it. Ask which of the two curves tells that "
        "something is wrong. (D's, near 0: a D that is always right is bad news.)",
        minutes=1.5,
        play=("rate",),
        predict=Prediction(
            "The same run with a thousand times the learning rate, 10 in place of 0.01. What does G draw at the end?",
            {
                "face": "A face, a thousand times sooner",
                "restless": "A picture that never rests",
                "stuck": "No face: G is stuck",
            },
            "picture_at_the_end",
        ),
    ),
    Step(
        "the_map",
        "The map",
        "All pictures at once: the mean of the diagonal to the right, the rest upwards. The generator has come to the "
        "faces' corner, where D's dashed line waits: there D answers ½.",
        {"chapter": "opinion_map", "map_of": "trained", **_RUN, "noise": 0},
        figure="toy_chart_map",
        look="Go back to 50 epochs to see where G came from.",
        note="The picture to take home: G walked to the data along the slope of D's answer, and D's line came with it. "
        "Ask what G would do if D's line stood still far behind the faces. (Walk past them: it follows D, not the "
        "data.)",
        minutes=1.5,
        play=("epochs",),
    ),
)

_HAND_D_START = {"dw1": 1.0, "dw2": -1.0, "dw3": -1.0, "dw4": 1.0, "db": -1.0, "noise": 0}
_HAND_G_START = {
    f"{kind}{i}": value for kind in ("gw", "gb") for i, value in enumerate((1.0, -1.0, -1.0, 1.0), start=1)
}

CHALLENGES = (
    Challenge(
        "sure_of_all",
        "discriminator",
        "Sure of all 25",
        "Set D by hand so that it is right about all 25 tiles and at least 75 % sure of each: every face gets more "
        "than 0.75, every non-face less than 0.25.",
        "Larger weights make D surer of everything, right or wrong. Then the bias has to follow: multiply all five "
        "numbers by the same factor, and no answer changes sides.",
        _HAND_D_START,
    ),
    Challenge(
        "fool_D",
        "generator",
        "Fool the trained D",
        "The D of the article's run judges your pictures. Set G by hand so that it gets more than ½ for every z from "
        "0 to 1.",
        "What does D like? Its weights are 0.60, −0.29, −0.40, 0.38: dark where they are positive, light elsewhere, as "
        "far as the σ lets you. And z = 0 hears only the biases.",
        _HAND_G_START,
    ),
    Challenge(
        "fail_by_rate",
        "training",
        "Break it by the rate alone",
        "Take the article's run and change nothing but the learning rate, so that after 1,000 epochs G does not draw a "
        "face.",
        "Small steps are only slow. Where does σ have no slope left?",
        {"epochs": 1000, "rate": 0.01, "seed": 42, "k": 1},
    ),
)
