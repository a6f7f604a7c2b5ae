"""The walkthrough of the page LSGAN against BCE."""

from explorer.lectures.step import Prediction, Step

LOSSES = {"chapter": "Losses and gradients", "player": "Generator", "c": 1.0, "log": False, "more": False}
PICTURE = {
    "chapter": "Far fakes",
    "distance": 5.0,
    "height": 0.0,
    "gap": 2.0,
    "bce": "non-saturating",
    "coding": "-1, 1, 0",
    "step_size": 0.5,
    "refit": False,
    "points_seed": 0,
}
PEARSON = {"chapter": "Optimal D", "label_a": -1.0, "label_b": 1.0, "label_c": 0.0, "mu": 2.0, "sigma": 1.0}
LAYERS = {"chapter": "Vanishing layers", "depth": 5, "activation": "sigmoid", "wgan": False, "layer_seed": 0}

STEPS = (
    Step(
        "A fake that already fools D",
        "D gives this fake t = 5: it takes it for real. Under the non-saturating loss hardly anything is left to "
        "learn, the gradient is −0.0067. Least squares wants t = c and nothing else: its gradient is +4, and the sign "
        "says “come back”.",
        {**LOSSES, "t": 5.0, "sigmoid": False},
    ),
    Step(
        "A fake that D rejects",
        "At t = −5 it is the saturating loss that sleeps. On the log axis its tail is a straight line down: every unit "
        "of t costs a factor e. The other two pull.",
        {**LOSSES, "t": -5.0, "sigmoid": False, "log": True},
    ),
    Step(
        "The mistake in so much code",
        "Keep D's sigmoid and put least squares behind it: both tails are flat again. LSGAN's D has no sigmoid.",
        {**LOSSES, "t": -5.0, "sigmoid": True},
        predict=Prediction(
            "D rejects a fake, t = −5. Least squares pull at it with t − 1 = −6. Now somebody leaves the sigmoid at "
            "the end of D, ½(σ(t) − 1)². What becomes of the gradient?",
            ("It stays as it was", "Ten times smaller", "Hundreds of times"),
            "gradient behind a sigmoid",
        ),
    ),
    Step(
        "The paper's picture",
        "Blue is real, orange is fake, and the magenta fakes lie on the real side of D's line, far from the data. "
        "Each arrow is a fake's next step. Under BCE, the magenta ones have none: D likes them, so they have "
        "nothing to learn. Press Play.",
        {**PICTURE, "steps": 0},
        predict=Prediction(
            "Some fakes lie far on the real side of D's line: D takes them for real, and they are far from the data. "
            "Which loss moves them further in the first step?",
            ("BCE", "Least squares", "Both the same"),
            "the longer arrow",
        ),
    ),
    Step(
        "Who comes home",
        "After 30 steps: under BCE the magenta fakes are where they were, under least squares they are all within two "
        "standard deviations of the data. BCE did well by the orange ones.",
        {**PICTURE, "steps": 30},
    ),
    Step(
        "Home is where t = c",
        "Least squares pull to a line, not to the data. With the 0-1 coding that line lies behind the data's centre "
        "instead of in front of it. And with these larger steps BCE throws the orange fakes far out, and leaves them.",
        {**PICTURE, "coding": "0, 1, 1", "step_size": 2.0, "steps": 30},
    ),
    Step(
        "What LSGAN minimises",
        "With the best D and b − c = 1, b − a = 2, twice G's criterion is the Pearson χ², curve upon curve. Try the "
        "0-1 coding: the same valley, stretched and lifted. Then the misprint: no valley at all.",
        PEARSON,
    ),
    Step(
        "What it does not solve",
        "A deep G, and a D that has become too good. Every loss loses the same factor from layer to layer: least "
        "squares move their line up and cannot tilt it. Take LeakyReLU instead of the sigmoid, and it is flat.",
        {**LAYERS, "d_steps": 200},
    ),
)
