"""The walkthrough of the page LSGAN against BCE: the problem, the remedy, what it minimises and what it leaves."""

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

LOSSES = {"chapter": "losses", "player": "generator", "c": 1.0, "log": False, "more": False}
PICTURE = {
    "chapter": "far_fakes",
    "distance": 5.0,
    "height": 0.0,
    "gap": 2.0,
    "bce": "non_saturating",
    "coding": "pearson",
    "step_size": 0.5,
    "refit": False,
    "points_seed": 0,
}
OPTIMAL = {"chapter": "optimal_d", "label_a": -1.0, "label_b": 1.0, "label_c": 0.0, "mu": 2.0, "sigma": 1.0}
LAYERS = {"chapter": "vanishing_layers", "depth": 5, "activation": "sigmoid", "wgan": False, "layer_seed": 0}

STEPS = (
    Step(
        "the_papers_picture",
        "The paper's picture",
        "Blue is real, orange is fake, and the magenta fakes lie on the real side of D's line, far from the data. "
        "Each arrow is a fake's next step. Under BCE, the magenta ones have none: D likes them, so they have nothing "
        "to learn. The orange ones, which D rejects, it moves further than least squares does.",
        {**PICTURE, "steps": 0},
        figure="far_fakes_planes",
        look="Left BCE, right least squares: which points have an arrow? Then press *Play*.",
        note="Ask: are the magenta fakes good fakes? (No, far from every real point.) And does G get told? (Not by "
        "BCE: it asks only which side of the line.) This is Figure 1 of Mao et al., with a D that is really fitted.",
        minutes=2,
        play=("steps",),
        predict=Prediction(
            "G is early in its training: most of its fakes lie on the wrong side of D's line, and D rejects them. BCE "
            "or least squares: under which loss do these take the longer first step?",
            {"bce": "BCE", "least_squares": "Least squares", "same": "As long under both"},
            "longer_arrow",
        ),
    ),
    Step(
        "who_comes_home",
        "Who comes home",
        "After 30 steps: under BCE the magenta fakes are where they were, under least squares they are all within two "
        "standard deviations of the data. BCE did well by the orange ones.",
        {**PICTURE, "steps": 30},
        figure="far_fakes_planes",
        look="Dotted: those two standard deviations; the curve below is the magenta fakes' distance from the data.",
        note="Ask why BCE helps the orange ones. (They lie on the wrong side: its gradient is near its full −1 there.) "
        "So it is not that BCE is weak: it is content too early.",
        minutes=1,
        play=("steps",),
    ),
    Step(
        "a_fake_that_already_fools_d",
        "A fake that already fools D",
        "Why? A loss acts on G only through its slope by D's output t. At t = 5 D takes the fake for real, and the "
        "non-saturating slope is −0.0067: nothing left to learn. Least squares wants t = c, the target that G sets "
        "for D's answer, here 1, and nothing else: its slope is +4, and the sign says “come back”.",
        {**LOSSES, "t": 5.0, "sigmoid": False},
        figure="losses_gradient",
        look="The gradients at the cursor: which curves are near zero there?",
        note="t is D's output before the sigmoid; σ(5) = 0.9933. Derive one of them: d(−ln σ(t))/dt = −(1 − σ(t)); "
        "for ½(t − c)² it is t − c. That is the whole paper in two lines.",
        minutes=2,
        play=("t",),
    ),
    Step(
        "a_fake_that_d_rejects",
        "A fake that D rejects",
        "At t = −5 it is the saturating loss that sleeps, −0.0067 again. On the log axis its tail is a straight line "
        "down: every unit of t costs a factor e. The other two pull.",
        {**LOSSES, "t": -5.0, "sigmoid": False, "log": True},
        figure="losses_gradient",
        look="Move t from −10 to 10: each of the two cross-entropies has one side on which it sleeps.",
        note="Ask which of the two is used in practice and why. (Non-saturating: at the start of training every fake "
        "is rejected, t is far to the left.)",
        minutes=1.5,
        play=("t",),
    ),
    Step(
        "the_mistake_in_so_much_code",
        "The mistake in so much code",
        "Keep D's sigmoid and put least squares behind it: both tails are flat again. LSGAN's D has no sigmoid.",
        {**LOSSES, "t": -5.0, "sigmoid": True},
        figure="losses_gradient",
        look="The added curve is flat on both sides: worse than either cross-entropy.",
        note="Have the class look at a repository of their choice: many change the loss and leave the sigmoid in. The "
        "factor σ(t)(1 − σ(t)) is what kills it.",
        minutes=1,
        play=("t", "sigmoid"),
        predict=Prediction(
            "D rejects a fake, t = −5. Least squares pull at it with t − 1 = −6. Now somebody leaves the sigmoid at "
            "the end of D, ½(σ(t) − 1)². What becomes of the gradient?",
            {"same": "It stays as it was", "tenth": "Ten times smaller", "hundredth": "Hundreds of times"},
            "behind_a_sigmoid",
        ),
    ),
    Step(
        "home_is_where_t_is_c",
        "Home is where t = c",
        "Least squares pull to a line, not to the data. With the 0-1 coding (fakes 0, real 1, c = 1) it lies behind "
        "the data's centre instead of in front of it. And with these larger steps BCE throws the orange fakes far out, "
        "and leaves them.",
        {**PICTURE, "coding": "binary", "step_size": 2.0, "steps": 30},
        figure="far_fakes_planes",
        look="Lift the far fakes by their *height* and press *Play*: they come to the line and not to the data.",
        note="A limit of the argument: D is a straight line here and knows one direction. In a real GAN D learns on, "
        "and the line moves: next step.",
        minutes=1.5,
        play=("height", "steps"),
    ),
    Step(
        "and_if_d_learns_too",
        "And if D learns, too?",
        "So far D stood still. Now it is fitted again before every step, on the magenta fakes as well. They lie on one "
        "side of the data and the orange ones on the other, which no straight line can separate: D becomes nearly "
        "flat, and gives both losses little to pull with. After 30 steps none of the eight is home, under either.",
        {**PICTURE, "refit": True, "steps": 30},
        figure="far_fakes_distances",
        look="The two curves: least squares creep nearer, BCE drifts away.",
        note="The honest end of the story: the headline of steps 1 and 2 needs a D that does not learn. From 1.5 away "
        "least squares still bring all eight home, and BCE none. Ask what a D that can bend would do. (Find the far "
        "fakes out, and show them the way back: page 2-D lab.)",
        minutes=1.5,
        play=("steps",),
    ),
    Step(
        "the_best_d_of_least_squares",
        "The best D of least squares",
        "Fakes are to get the value a, real samples b; G wants its fakes to get c. For a fixed G the best D is a "
        "weighted mean of the labels: $D^*$ = (b $p_{data}$ + a $p_g$)/($p_{data}$ + $p_g$). No sigmoid, no logarithm.",
        OPTIMAL,
        figure="optimal_D",
        look="The green curve: D* goes from b, where only data lie, to a, where only fakes lie.",
        note="Same trick as for BCE: settle each x alone, a parabola this time. With a = 0, b = 1 it is BCE's D*.",
        minutes=1.5,
        play=("mu", "sigma"),
    ),
    Step(
        "what_lsgan_minimises",
        "What LSGAN minimises",
        "With the best D and b − c = 1, b − a = 2, twice G's criterion C(G) is the Pearson χ² between $p_{data}$ + "
        "$p_g$ and 2$p_g$, curve upon curve. It is 0 only where $p_g$ = $p_{data}$, and at most 2.",
        {**OPTIMAL, "mu": 1.0},
        figure="criterion",
        look="Two computations, one curve. At μ = 1 both say 0.408.",
        note="The paper's Theorem. The coding a = −1, b = 1, c = 0 satisfies both conditions. Far out χ² flattens "
        "towards 2, as the JSD did towards ln 2: against a *perfect* D least squares fade as well.",
        minutes=1.5,
        play=("mu", "sigma"),
    ),
    Step(
        "the_other_coding",
        "The other coding",
        "With a = 0 and b = c = 1 the conditions do not hold. Still it is the same valley, only a quarter as deep, and "
        "lifted: 2 C(G) = ¼ χ² + ½. Both codings work; people like this one because labels are 0 and 1.",
        {**OPTIMAL, "label_a": 0.0, "label_c": 1.0, "mu": 1.0},
        figure="criterion",
        look="The thin curve is the thick one squashed to a quarter, with its lowest point in the same place.",
        note="The paper says that both perform alike, and this is why. Any coding with a ≠ b will do.",
        minutes=1,
        play=("label_a", "label_b", "label_c"),
    ),
    Step(
        "a_misprint_with_consequences",
        "A misprint with consequences",
        "One text prints a = 1, b = 1, c = 0. Then D has the same label for real and fake, the best D is the constant "
        "1, and G's criterion does not depend on G at all.",
        {**OPTIMAL, "label_a": 1.0, "mu": 1.0},
        figure="criterion",
        look="A flat line. Move a away from 1, and the valley is back.",
        note="A nice exam question: what does G learn with a = b? (Nothing.) It is a = −1.",
        minutes=0.5,
        play=("label_a",),
    ),
    Step(
        "what_it_does_not_solve",
        "What it does not solve",
        "A deep G, and a D that has become too good. Every loss loses the same factor from layer to layer: least "
        "squares move their line up and cannot tilt it.",
        {**LAYERS, "d_steps": 200},
        figure="layers",
        look="The lines are nearly parallel: the tilt is G's own, by its sigmoids.",
        note="Vanishing by the *loss* and vanishing by the *layers* are two things, and texts mix them. A sigmoid's "
        "slope is at most ¼, and every layer multiplies by it once more.",
        minutes=1.5,
        play=("d_steps",),
    ),
    Step(
        "what_does_help_there",
        "What does help there",
        "The same depth, the same D, with LeakyReLU instead of the sigmoid: the lines are nearly flat. The first "
        "layers "
        "learn as well as the last ones.",
        {**LAYERS, "activation": "leaky_relu", "d_steps": 200},
        figure="layers",
        look="Compare the first layer's gradient with the last step. Then take *tanh*.",
        note="Activation, normalisation, shortcuts: architecture. The loss decides how high the line lies, not how it "
        "tilts.",
        minutes=1,
        play=("activation", "depth"),
    ),
)


CHALLENGES = (
    Challenge(
        "hundred_times",
        "losses",
        "A hundred times weaker",
        "With c = 1: find the smallest t, to a tenth, at which the gradient of the non-saturating BCE loss is at least "
        "a hundred times weaker than that of least squares.",
        "One falls like e^−t, the other grows like t. At t = 5 it is far too much: go back, a tenth at a time.",
        {"player": "generator", "t": 5.0, "c": 1.0},
    ),
    Challenge(
        "other_coding",
        "optimal_d",
        "Another Pearson",
        "The paper's a, b, c = −1, 1, 0 make 2 C(G) the Pearson χ². Find other values that do the same.",
        "Two conditions for three numbers: one of them is free.",
        {"label_a": -1.0, "label_b": 1.0, "label_c": 0.0},
    ),
)
