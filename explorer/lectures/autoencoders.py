"""The walkthrough of the page on autoencoders, and its challenges."""

from collections.abc import Mapping
from typing import Any

from explorer.lectures.autoencoders_bound import BOUND_CHALLENGES, BOUND_STEPS
from explorer.lectures.autoencoders_ring import RING_STEPS
from explorer.lectures.autoencoders_variational import VARIATIONAL_STEPS
from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

# The run that *Bottleneck* begins with; a test compares it with what the training layer recommends.
PLAIN: Mapping[str, Any] = {
    "chapter": "bottleneck",
    "latent_dim": "2",
    "loss": "squared",
    "linear": False,
    "noise": 0.0,
    "learning_rate": 2e-3,
    "batch_size": 64,
    "n_iterations": 5_000,
    "seed": 0.0,
}
_DRAWN = {"chapter": "draw", "recorded_k": "2", "draw_x": 0.8, "draw_y": 0.34}

STEPS = (
    Step(
        "two_numbers_for_a_picture",
        "Two numbers for a picture",
        "An encoder squeezes 784 pixels into a code of two numbers, a decoder makes a picture of them again, and both "
        "learn to make the difference small. Nobody says what the numbers mean, and no label is used.",
        PLAIN,
        figure="autoencoders_pictures",
        look="Press *Start*. First row in, second row out: which digits survive, and which become each other?",
        note="Ask what two numbers could say of a digit. (Roughly which one, and how slanted.) Below, the map shows "
        "that the network has found the classes without being told. Fours and nines share a place.",
        minutes=2,
        is_live=True,
    ),
    Step(
        "the_best_straight_code",
        "The best straight code",
        "Without ReLU and sigmoid what comes out is a weighted sum of what goes in. Its error falls to that of "
        "principal components with the same k, the pink line, and no further: on the pictures that are learned from, "
        "every minimum is that one.",
        {**PLAIN, "linear": True},
        figure="autoencoders_error",
        look="Press *Start*, or *Start again* beside a run: the curve comes down to the pink line, and stays near it.",
        note="Baldi and Hornik 1989. Ask why gradient descent needs thousands of steps for what linear algebra does in "
        "one. (It need not: this is to see that both come to the same.)",
        minutes=2,
        is_live=True,
        predict=Prediction(
            "A linear autoencoder trains as long as it likes. Where does its squared error end, against that of "
            "principal components with as many numbers?",
            {"below": "Well below it", "equal": "At the same error", "above": "Well above it"},
            "linear_against_pca",
        ),
    ),
    Step(
        "one_that_bends",
        "One that bends",
        "With ReLU the codes need not lie in a plane: the network bends a sheet through the pictures. With ten numbers "
        "its error falls through the line and far below it.",
        {**PLAIN, "latent_dim": "10"},
        figure="autoencoders_error",
        look="Press *Start*, or *Start again* beside a run, and compare the second row of pictures with the last.",
        note="Ask what k = 64 would do to both. (Try it: PCA's line falls, the network's error too.) The gain is "
        "bending, not more numbers.",
        minutes=2,
        is_live=True,
    ),
    Step(
        "mean_absolute_error",
        "The mean absolute error",
        "Tutorials often take the absolute error, MAE. A pixel that the code leaves open then becomes its median, "
        "black or white, in place of its mean. And MAE is no likelihood: a smaller one does not mean more probable.",
        {**PLAIN, "latent_dim": "10", "loss": "absolute"},
        figure="autoencoders_pictures",
        look="Press *Start*, or *Start again* beside a run, and look for greys in the second row, and for strokes that "
        "have gone.",
        note="Many articles minimise MAE. The table counts the grey pixels: compare with the run before. "
        "What is best depends on what one wants; neither says how probable a picture is.",
        minutes=1.5,
        is_live=True,
        predict=Prediction(
            "A pixel is white in 4 pictures of 10 that have the same code, and black in 6. Against the squared error, "
            "how many of the pixels that come out does the absolute error leave grey?",
            {"fewer": "Clearly fewer", "same": "About as many", "more": "Clearly more"},
            "greys_of_the_absolute_error",
        ),
    ),
    Step(
        "the_decoder_alone",
        "The decoder alone",
        "To draw something new one needs a code and the decoder. It is often said that the encoder is then of no use: "
        "but it alone tells where codes of pictures are, the dots, and so where it is worth asking.",
        _DRAWN,
        figure="autoencoders_drag",
        look="Drag over the map: from the ones to the sevens, into the pink, and where no dots are.",
        note="Let somebody call out a digit and find it. Ask what is in the pink. (Blends: the classifier is sure of "
        "none.) Ask why some places without dots draw digits all the same. (The decoder goes on straight.)",
        minutes=2,
        play=("draw_x", "draw_y"),
    ),
    Step(
        "holes",
        "Holes between the codes",
        "An autoencoder is taught on codes of pictures and nowhere else. Random z fall between them, and what the "
        "decoder draws there was never looked at: good reconstructions, and yet no generator.",
        {**_DRAWN, "recorded_k": "10", "draw_seed": 0.0},
        figure="autoencoders_random",
        look="Compare the two shares, then roll other seeds: it is never a matter of luck.",
        play=("draw_seed",),
        note="z is drawn from the Gaussian that fits the codes, which is already kinder than N(0, I). What to do? Fill "
        "the holes while training: variational autoencoders. Or train on random z from the start: GANs.",
        minutes=2,
        predict=Prediction(
            "Codes of real pictures, ten numbers each, come out as clear digits in 86 % of cases. How many are clear "
            "when z is drawn at random, with the mean and the covariance of those codes?",
            {"most": "About 80 %", "some": "About 40 %", "few": "About 5 %"},
            "sure_of_random_codes",
        ),
    ),
    Step(
        "a_walk",
        "A walk from one to the other",
        "Between two pictures lie others. Half way through the pixels both show, each half as strong. Half way through "
        "the codes the decoder draws one picture.",
        {**_DRAWN, "recorded_k": "10", "walk_from": "1", "walk_to": "7"},
        figure="autoencoders_walk",
        look="Choose other digits: where does the walk in code space cross a hole?",
        play=("walk_from", "walk_to"),
        note="Ask which walk is in a straight line. (Both, each in its own space.) This is what one means by a space "
        "in which directions have a meaning.",
        minutes=1.5,
    ),
    *VARIATIONAL_STEPS,
    *BOUND_STEPS,
    Step(
        "three_ways_to_learn_it",
        "Three ways to learn it",
        "The same decoder, data and seconds. The autoencoder is taught on codes of pictures, the VAE on z around each "
        "of them, the GAN on random z: that every one of its pictures looks real, and never what to draw.",
        {"chapter": "three_ways", "ways_run": "recorded", "ways_show": "random"},
        figure="autoencoders_three_ways",
        look="Compare the three with what test pictures reach: who is sure, who is sharp, who is even?",
        play=("ways_show",),
        note="Then show *The same pictures*: the GAN has no encoder, its z must be searched for, and what comes out is "
        "further off. Nobody asked it to draw every picture, only real ones: sharpness for coverage.",
        minutes=2,
    ),
    *RING_STEPS,
)

CHALLENGES = (
    Challenge(
        "half_of_pca",
        "bottleneck",
        "Half of what PCA leaves",
        "Train an autoencoder whose squared error is at most half of that of principal components with the same k.",
        "With two numbers bending gains least. Give it more of them, the squared error, and time.",
        {**PLAIN},
    ),
    Challenge(
        "find_a_nine",
        "draw",
        "Find a nine",
        "Move the point to where the classifier is sure, more than 90 %, that the decoder draws a 9.",
        "The code of a nine lies among the fours, where nobody is sure. Go further out, beyond the last of the dots.",
        {"recorded_k": "2", "draw_x": 0.5, "draw_y": 0.5},
    ),
    *BOUND_CHALLENGES,
)
