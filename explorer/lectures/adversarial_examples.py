"""The walkthrough of the page on adversarial examples: a seed's question, what is true of its answer, and why."""

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

PICTURE = {
    "chapter": "how_little",
    "digit": "4",
    "number": 1,
    "norm": "l2",
    "wanted": "other",
    "noise_seed": 0,
}
LINEAR = {"chapter": "dimension", "pair": "3_8", "signs_seed": 0}

STEPS = (
    Step(
        "something_else_in_the_same_picture",
        "Something else in the same picture",
        "A network reads this digit and is as good as sure. Now noise is added, of the same length in both rows; the "
        "sum is a picture that you read without trouble. The network does not.",
        {**PICTURE, "size_l2": 1.5},
        figure="adversarial_rows",
        look="The bars: outlined before the noise, filled after it. Drag the norm down to bring the digit back.",
        note="Ask what the class reads in the sums. (Still a 4.) The first to publish this were Szegedy et al. in "
        "2013, and nobody had expected it of networks that read better than people.",
        minutes=2,
        play=("size_l2",),
        predict=Prediction(
            "A picture of a 4, and two pictures of noise. The noise above follows the network's gradient, the one "
            "below is drawn at random; both are made as long as the slider says. You drag it up from 0: which row is "
            "first seen as something else?",
            {"upper": "The upper row", "lower": "The lower row", "same": "Both at about the same norm"},
            "first_row",
        ),
    ),
    Step(
        "how_long_is_that",
        "How long is that?",
        "The L2 norm of noise is its length as a vector, √(Σ δᵢ²). Random noise has to be several times as long as the "
        "gradient's before this network sees something else, and by then you see it, too.",
        {**PICTURE, "size_l2": 6.0},
        figure="adversarial_rows",
        look="The slider's end: random noise that is no longer small, and still this picture is seen as a 4.",
        note="Some texts say that a little random noise fools a network. The box *A common mistake* below measures it.",
        minutes=1,
        play=("size_l2", "number"),
    ),
    Step(
        "a_ceiling_for_every_pixel",
        "A ceiling for every pixel",
        "Another norm: L∞ is the largest change of any pixel. Of all noise within it, what raises the loss fastest is "
        "the sign of the gradient, pixel by pixel: the fast gradient sign method (FGSM).",
        {**PICTURE, "norm": "linf", "size_linf": 0.1},
        figure="adversarial_rows",
        look="Every pixel changes by as much, up or down, or by less where it would leave [0, 1].",
        note="Ask which of the two norms the eye has. (Neither.) A change of ε in each of 784 pixels has the L2 norm "
        "28 ε.",
        minutes=1,
        play=("norm", "size_linf"),
    ),
    Step(
        "seen_as_what_you_want",
        "Seen as what you want",
        "Instead of up the loss of the true answer one may go down the loss of another: the noise then says “be a 7”. "
        "That costs more norm than just anything else.",
        {**PICTURE, "wanted": "7", "size_l2": 3.0},
        figure="adversarial_rows",
        look="Try other answers: some are near to a 4, and some a single step hardly reaches.",
        note="This is the generator's situation: it, too, is told by a gradient which way a wanted answer lies.",
        minutes=1,
        play=("wanted", "size_l2"),
    ),
    Step(
        "over_the_boundary",
        "Over the boundary",
        "A picture is a point in a space of 784 dimensions, and this is a plane through it. Each colour is an answer; "
        "to fool the network is to cross a border. The circle has the norm that the noise may have.",
        {
            "chapter": "boundary",
            "plane_digit": "4",
            "way": "deepfool",
            "plane_seed": 0,
            "plane_a": 1.5,
            "plane_b": 0.0,
            "plane_size": 1.5,
        },
        figure="adversarial_plane",
        look="Drag the point along the arrow, a short way over a border, and look at its picture. Then take the "
        "*random* way: which border is near?",
        note="That way is found by DeepFool, and the gradient is nearly as good. Ask what "
        "the map would look like for a linear network. (Straight lines only.)",
        minutes=1.5,
        play=("way", "plane_a", "plane_b", "plane_size"),
    ),
    Step(
        "small_changes_add_up",
        "Small changes add up",
        "Why is so little enough? Take the simplest network, a linear one, w·x + b. Change every pixel by the same "
        "small ε: with the signs of w all changes push the score the same way, with random signs they cancel.",
        {**LINEAR, "n": 784, "eps": 0.05},
        figure="adversarial_margins",
        look="The histogram of margins: along the signs of w it walks towards the wrong side as a whole.",
        note="ε‖w‖₁ against ε‖w‖₂: a sum of absolute values against the root of a sum of squares. Write both down.",
        minutes=2,
        play=("eps",),
    ),
    Step(
        "the_more_pixels_the_less",
        "The more pixels, the less it takes",
        "The same task in coarser pictures. The ratio of both effects is at most √n and grows with n: what hides in a "
        "photo of 150,000 pixels is smaller still, for each of them.",
        {**LINEAR, "n": 49, "eps": 0.05},
        figure="adversarial_ratio",
        look="Both axes are logarithmic. The diamond is the network of the first chapter, which is not linear.",
        note="The seed of the misunderstanding: *more pixels, larger norm* holds for random noise as well, s√n for "
        "noise of size s. Length is not what fools the network.",
        minutes=1.5,
        play=("n", "eps"),
        predict=Prediction(
            "The pictures get 16 times as many pixels, 784 instead of 49, and every pixel still changes by ε. How does "
            "the advantage of the best signs over random ones change?",
            {"same": "It stays about the same", "four": "It grows by about 4", "sixteen": "It grows by about 16"},
            "sixteen_times_the_pixels",
        ),
    ),
    Step(
        "which_attack_is_the_strongest",
        "Which attack is the strongest?",
        "One step, many small steps (PGD), the nearest border (DeepFool), and random noise of the same norm, on many "
        "pictures: how many are still read rightly? Random noise is the weakest, PGD the strongest.",
        {
            "chapter": "compared",
            "attack_norm": "l2",
            "attack_wanted": "other",
            "n_attacked": "200",
            "attack_seed": 0,
            "attacked_network": "plain",
        },
        figure="adversarial_compared",
        look="Press *Start*, or *Start again* beside a run. Then take more or less noise for the table: which digit "
        "becomes which?",
        note="A robustness that was measured with a weak attack is none: the one step flatters the network. The bars "
        "are 95 % intervals of the counts. Then take the *robust* network, and start again.",
        minutes=2,
        play=("attack_norm", "attacked_network"),
        is_live=True,
    ),
    Step(
        "from_attack_to_generator",
        "From attack to generator",
        "Start with noise, and climb. A fixed classifier, a fixed D: both become sure, one of stripes, one of "
        "specks. Let D learn in between, from real digits and from these very pictures, and they become digits. That "
        "is a GAN; only that there the gradient goes one factor further, into G's weights.",
        {"chapter": "generator", "climb_network": "plain", "climb_digit": "3", "climb_seed": 0, "climb_steps": 100},
        figure="adversarial_climb",
        look="Press *Start*, or *Start again* beside a run, and watch the third row. Then look back with the slider: "
        "where do strokes begin?",
        note="This is what noise has to do with generating pictures. Ask what G is good for, then. (Without it "
        "every picture has to be climbed for anew; G has learned the way.)",
        minutes=2.5,
        play=("climb_network", "climb_digit", "climb_steps"),
        is_live=True,
        predict=Prediction(
            "A discriminator D has learned to tell real digits from fakes, and stays as it is. You begin with noise "
            "and follow D's gradient, pixel by pixel, until D is sure that the picture is real. What do you see?",
            {"digits": "Digits that one can read", "blurred": "Digits, blurred", "nothing": "Nothing one can read"},
            "up_a_fixed_D",
        ),
    ),
    Step(
        "trained_on_its_worst_cases",
        "Trained on its worst cases",
        "A remedy that works, up to a point: before every step of training, replace the pictures by their worst cases "
        "within a ball. The network then needs more noise to be fooled, and a noise that means something.",
        {"chapter": "defence", "defence_digit": "4", "defence_number": 1, "defence_norm": "l2", "defence_l2": 1.5},
        figure="adversarial_defence",
        look="The noise for the robust network: what would it make of this 4? Drag the norm: when does each give in?",
        note="It is a game of two players again: noise against weights, max within min. Go back a step and choose the "
        "robust classifier: climbing its score draws digits.",
        minutes=1.5,
        play=("defence_l2", "defence_number"),
    ),
)

CHALLENGES = (
    Challenge(
        "below_0_8",
        "how_little",
        "Less than 0.8",
        "Find a test picture that the network reads rightly, and noise of L2 norm below 0.8 along the gradient after "
        "which it sees something else.",
        "Not every picture is as near to a border. Keep the norm at 0.75 and go through the pictures.",
        {"pictures": "built_in", "digit": "0", "number": 1, "norm": "l2", "wanted": "other", "size_l2": 0.75},
    ),
    Challenge(
        "needs_two",
        "how_little",
        "A digit that needs 2",
        "Draw a digit, under *your own*, that noise along the gradient does not change as long as its L2 norm is 2 or "
        "less.",
        "Some digits are further from all others. Large and clear, and without a stroke that could be part of another.",
        {"pictures": "own", "norm": "l2", "wanted": "other", "size_l2": 1.5},
    ),
)
