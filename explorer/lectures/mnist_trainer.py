"""The walkthrough of the live trainer, on recorded runs first, and the experiments that its page sets up by button."""

from collections.abc import Mapping
from typing import Any

from explorer.lectures.step import Prediction, Step

# The recommended run of the compact networks; a test compares it with what the training layer recommends.
PLAIN: Mapping[str, Any] = {
    "network": "compact",
    "loss": "non_saturating",
    "conditional": False,
    "batch_size": 64,
    "learning_rate_D": 5e-3,
    "learning_rate_G": 5e-3,
    "beta1": 0.0,
    "n_discriminator_steps": 1,
    "label_smoothing": 0.0,
    "r1": 0.1,
    "minibatch_stddev": False,
    "instance_noise": 0.0,
    "averaging": 0.999,
    "seed": 0,
    "n_iterations": 5_000,
}
_LEAST_SQUARES = {"loss": "lsgan", "learning_rate_D": 2e-3, "learning_rate_G": 2e-3}
_WASSERSTEIN = {"loss": "wgan_gp", "r1": 0.0}
_TOLD = {"conditional": True}

# id -> (button, what to expect, how the run differs from the plain one)
EXPERIMENTS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "plain": ("Plain run", "The recommended settings: digits within seconds.", {}),
    "lsgan": ("Least squares", "LSGAN's losses, with smaller steps: D's output is no probability.", _LEAST_SQUARES),
    "wgan_gp": ("Wasserstein", "A critic whose slope is kept near 1, in place of a D that judges.", _WASSERSTEIN),
    "conditional": (
        "Conditional GAN",
        "A conditional GAN: afterwards you can ask for a digit, or for a whole number.",
        _TOLD,
    ),
}


def _on(chapter: str, **settings: Any) -> Mapping[str, Any]:
    return {"chapter": chapter, **settings}


def _seen(recording: str, compare: str = "nothing") -> Mapping[str, Any]:
    return _on("recorded", recording=recording, compare=compare)


STEPS = (
    Step(
        "pictures_out_of_nothing",
        "Pictures out of nothing",
        "We want new digits that look as if they belonged to MNIST and are none of its 60,000. There is no input to "
        "turn into an output: G is given random numbers z, and each of the 64 z of this grid becomes a picture.",
        _seen("default"),
        figure="mnist_trainer_player",
        look="Drag the slider all the way to the left: iteration 1. The same 64 z, and G knows nothing yet.",
        note="Ask what the input of such a network should be. (There is none; random numbers only make the pictures "
        "differ.) Then ask how one would tell it that a picture is bad: the next step.",
        minutes=1.5,
    ),
    Step(
        "what_is_a_good_picture",
        "What is a good picture?",
        "The nearest training image would be a bad judge: it forbids whatever is new. So a second network judges, and "
        "learns to judge from real and fake pictures. The curves *What D says* are its marks: D(x) of real digits, "
        "D(G(z)) of fakes.",
        _seen("default"),
        figure="mnist_trainer_player",
        look="Drag through the first hundreds of iterations: the two curves begin far apart and meet near ½.",
        note="The idea of the whole field: the loss is learned. Ask what happens to the two curves if G becomes "
        "perfect. "
        "(Both at ½.)",
        minutes=1.5,
    ),
    Step(
        "in_turn_again_and_again",
        "In turn, again and again",
        "One iteration: D steps on a batch of real digits and a batch of fakes, with G held still; then G steps on new "
        "z, with D held still, and the gradient runs through D into G. Then look at the pictures. That is all.",
        _seen("default"),
        figure="mnist_trainer_player",
        look="Press *Play* at ½×, and stop at the first picture that you would call a digit.",
        note="Ask at which iteration they stopped; answers differ widely, and that is the point of the classifier's "
        "*clear digits*. Ask what the losses did there. (Nothing to see: they were near the dotted lines before.)",
        minutes=2,
    ),
    Step(
        "as_simple_as_possible",
        "As simple as possible",
        "The dense GAN: z of 100 numbers, one hidden layer of 128, 784 pixels with tanh; D the same backwards. Adam "
        "with its defaults, batches of 128, 20,000 iterations. A two-layer G does learn to write.",
        _seen("dense_20000"),
        figure="mnist_trainer_player",
        look="Compare the pictures at 1,000, 2,000, 10,000 and 20,000 iterations.",
        note="About 100,000 weights in each network. Ask what the class misses in the pictures before you "
        "show the next step. (Specks.)",
        minutes=1.5,
        predict=Prediction(
            "The classic dense GAN was trained on MNIST for 20,000 iterations and draws readable digits. How often is "
            "its D right at the end?",
            {"half": "About 50 %: it can only guess", "most": "About 80 %", "all": "100 %: it has won"},
            "accuracy_at_the_end",
        ),
    ),
    Step(
        "our_log_and_the_tutorials",
        "Our log and the tutorial's",
        "A well-known tutorial (networks of *GANs in Action*) printed its log, a batch a row: D is right 96 % of the "
        "time at 1,000 iterations, 81 % at 10,000, 82 % at 20,000. Ours: 98.2 % over the first tenth of its run, 81.9 "
        "% over the last. Other dice, the same course: D stays ahead to the end.",
        _seen("dense_20000"),
        figure="mnist_trainer_player",
        look="The losses: G's falls slowly, and never comes near ln 2 = 0.693.",
        note="A single batch of 2 × 128 pictures a row: two or three per cent of noise. Ask whether an accuracy of 50 "
        "% "
        "would be better. (At the equilibrium, yes; but a dead D has it as well.) Below the player: both logs.",
        minutes=1.5,
    ),
    Step(
        "white_specks_and_convolutions",
        "White specks, and convolutions",
        "The dense G paints each pixel by itself, and leaves specks. The convolutional one starts from 7 × 7 × 256 and "
        "grows: 14 × 14, 28 × 28, with the same 5 × 5 filters everywhere. After 5,000 iterations it is nearer to the "
        "data (Fréchet distance 35) than the dense one after 20,000 (159).",
        _seen("dense_20000", "convolutional"),
        figure="mnist_trainer_player",
        look="The backgrounds. Then the Fréchet distances in the last row of numbers.",
        note="Steps of 2e-4 and β₁ = 0.5, batch normalisation in G, dropout in D. The text that we follow here "
        "has the right networks, a sign wrong in its formulas (it minimises what D should maximise) and a training "
        "loop that cannot run.",
        minutes=2,
    ),
    Step(
        "one_picture_for_every_z",
        "One picture for every z",
        "Mode collapse: 64 different z, one kind of picture. These networks drew all ten digits; then G's steps were "
        "made twenty times as large. G gives only what D believed a moment ago; when D refuses it, all pictures change "
        "together. At the end three of the ten digits have nearly all of G's pictures.",
        _seen("collapse"),
        figure="mnist_trainer_player",
        look="Scrub from left to right: ten digits, then none, then a few kinds. All 64 change together.",
        note="Ask which of the curves gives the collapse away. (None of the losses; the entropy.) Texts mix two "
        "things: "
        "not converging, and covering only part of the data. Here are both.",
        minutes=2,
    ),
    Step(
        "a_way_out",
        "A way out",
        "It goes on with the collapsed networks and the same z, and G's steps are as small as before. D has time to "
        "answer: what all fakes have in common gives them away, so G must spread. All ten digits come back: the "
        "entropy is 2.10 of at most 2.30.",
        _seen("cure", "collapse"),
        figure="mnist_trainer_player",
        look="Scrub from left to right: one bar of the histogram after another comes back.",
        note="Other ways out that papers use: showing D a whole batch at once, more steps of D. Try them under *Make "
        "it "
        "fail*.",
        minutes=1.5,
    ),
    Step(
        "another_loss",
        "Another loss",
        "Least squares: D says any number, not only 0 to 1. A square has no greatest slope, so the steps are smaller. "
        "On digits the pictures come out much alike: 77 % clear digits, and 76 %.",
        _seen("default", "lsgan"),
        figure="mnist_trainer_player",
        look="The scales of the losses differ, so compare pictures, entropy and Fréchet distance instead.",
        note="Ask how one could ever compare two GANs by their losses. (One cannot.)",
        minutes=1.5,
    ),
    Step(
        "now_live",
        "Now live",
        "Press *Start*. In the first pictures G knows nothing; within seconds it finds out where ink belongs, then "
        "strokes, then digits. It never sees a real digit: all it gets is which way D's opinion of its pictures rises.",
        _on("train", **PLAIN),
        figure="mnist_trainer_pictures",
        look="The pictures first. Then the two curves of D's opinion.",
        note="A thousand iterations take a few seconds on the server. While it runs ask: who is winning now?",
        minutes=2,
        is_live=True,
    ),
    Step(
        "who_is_winning",
        "Who is winning?",
        "Real and fake digits get different marks from D. When both are near ½, D is guessing. The dotted lines are "
        "the end of the theory, 2 ln 2 = 1.386 for D and ln 2 = 0.693 for G. A run may come near them long before its "
        "digits are good: a D with too little to go on guesses, too.",
        _on("train", **PLAIN),
        figure="mnist_trainer_judged",
        look="Once it has run for a while: all ten bars of the histogram near the dotted line, no digit forgotten. The "
        "losses do not tell you so.",
        note="The classifier looks at 512 of G's pictures now and then. Ask what one bar far above the line would "
        "mean.",
        minutes=1.5,
        is_live=True,
    ),
    Step(
        "told_the_digit",
        "Conditional GAN",
        "A conditional GAN: G is told which digit to draw, D which digit it should be looking at. Press *Start*: the "
        "grid goes through 0 to 9 in turn.",
        _on("train", **{**PLAIN, **_TOLD}),
        figure="mnist_trainer_pictures",
        look="Train it for a while, then write a number under *Question it*.",
        note="The answer to “how do I get the picture that I want?”. Let the class choose the number.",
        minutes=1.5,
        play=("conditional",),
        is_live=True,
    ),
    Step(
        "sixes_then_eights_then_threes",
        "Bold, then thin, then bold",
        "G makes one kind of picture until D calls that kind a fake; then another, round and round. Texts tell of "
        "sixes, then eights, then threes; here it is bold strokes, then thin ones. Press *Run it*. Without momentum "
        "there is no swing: press *Run the cure*.",
        _on("failures", failure="oscillation"),
        figure="mnist_trainer_failure_ink",
        look="Once both have run: on the left the ink goes up and down, and D(G(z)) crosses ½ again and again.",
        note="Each failure of this chapter comes with the one setting that mends it. Ask for the cure before you show "
        "it.",
        minutes=2,
        play=("failure",),
        is_live=True,
    ),
    Step(
        "side_by_side",
        "Side by side",
        "Two runs that differ in one setting only, with the same seed and the same z, in step. Start with the loss, "
        "then try a setting of your own.",
        _on("side_by_side", **PLAIN, side_by="loss", side_loss="hinge"),
        figure="mnist_trainer_pair_pictures",
        look="Press *Start*. The pictures first, then D's opinions: is the surer D the one with the better digits?",
        note="A good place for the class's own questions: “what if …?” is one choice here.",
        minutes=2,
        play=("side_by", "side_loss"),
        is_live=True,
    ),
    Step(
        "is_it_memorised",
        "Is it memorised?",
        "G has never seen a real digit, but does it repeat one? Once there is a run, each of its samples stands beside "
        "the nearest of all training images.",
        _on("question", question="memory"),
        figure="mnist_trainer_memory",
        look="Where there is no run yet, start one here and let it train for a moment. Then: pairs that are alike, but "
        "not the same. G has learned to write.",
        note="Goodfellow's first paper has such a column too. Nearest in pixels is a crude measure; ask why. (Shift a "
        "digit by one pixel, and it is far from itself.)",
        minutes=1.5,
        play=("question",),
        is_live=True,
    ),
)
