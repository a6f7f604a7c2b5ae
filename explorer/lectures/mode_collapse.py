"""The walkthrough of the 2-D lab."""

from typing import Any

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step


def _both(**player: Any) -> dict[str, Any]:
    return {f"{who}_{name}": value for who in "DG" for name, value in player.items()}


_LAYERS = {
    "chapter": "lab",
    "show_real": True,
    "show_fakes": True,
    "show_heat": True,
    "show_grid": False,
    "show_push": True,
    "beside": "curves",
    "speed": "full",
}
_SMOOTHER_D = {"instance_noise": 0.0, "r1": 0.0, "spectral_norm": False}
_PLAIN = {"loss": "non_saturating", "noise": "uniform", "noise_dim": "2", **_SMOOTHER_D, "seed": 0.0}
_START = {**_PLAIN, "n_iterations": 10_000, "batch_size": 150, "decay": False, "brings_settings": True}
_RING = {
    **_START,
    "data": "ring",
    **_both(n_layers=2, width=16, activation="tanh", optimizer="adam", momentum=0.5, n_steps=1),
    "D_learning_rate": 5e-3,
    "G_learning_rate": 1e-3,
}
_COLLAPSE = {
    **_START,
    "data": "ring_of_8",
    **_both(n_layers=2, width=32, optimizer="adam", momentum=0.9, n_steps=1),
    "D_activation": "relu",
    "G_activation": "tanh",
    "D_learning_rate": 2e-3,
    "G_learning_rate": 5e-3,
    "decay": True,
    "n_iterations": 5_000,
}
# A penalty on D's slope and rates that fall, without which D chases the thread away from the ring.
_BENT = {**_RING, "r1": 0.1, "decay": True, "n_iterations": 5_000}
_NO_PUSH = {
    **_RING,
    "data": "disjoint",
    "loss": "saturating",
    "D_n_steps": 10,
    "D_activation": "relu",
    "D_learning_rate": 1e-2,
    "G_learning_rate": 2e-4,
    "G_n_layers": 3,
    "brings_settings": False,
}
_SLOW = {
    "chapter": "slow_motion",
    "slow_data": "ring",
    "slow_loss": "non_saturating",
    "slow_batch": 16,
    "slow_optimizer": "adam",
    "slow_rate_D": 1e-2,
    "slow_rate_G": 5e-3,
    "slow_seed": 0.0,
    "slow_follow": 1,
}

STEPS = (
    Step(
        "a_game_that_can_be_watched",
        "A game that can be watched",
        "Blue points are real, orange ones fake. The green is where D says *real*, its edge where D is undecided. Once "
        "it runs, each pink arrow is the push that one fake gets from G's loss.",
        {**_LAYERS, **_RING},
        figure="mode_collapse_plane",
        look="Press *Start*: the fakes find the ring. What does the green do meanwhile?",
        note="Name the four things in the picture before you start. Ask: which of them does G see? (Only its arrows.) "
        "Afterwards *Look back*, below the plane, drags through the run.",
        minutes=2,
        is_live=True,
    ),
    Step(
        "one_update_slowly",
        "One update, slowly",
        "The same game, but only 16 points of each kind, and a single update in five stages: G makes fakes, D judges, "
        "D moves, D judges new fakes, G moves. Every number is that of the batch you see.",
        {**_SLOW, "slow_stage": "fakes", "slow_before": 40},
        figure="slow_loop",
        look="Press *Next stage* (or K) five times. Which part of the loop is lit, and which number has come with it?",
        note="Let the class name the next stage before you press. At stage 3 only D moves, at stage 5 only G: each "
        "holds still while the other learns. Follow one number through all five.",
        minutes=3,
        play=("slow_stage", "slow_before"),
    ),
    Step(
        "all_fakes_share_one_g",
        "All fakes share one G",
        "Two hundred updates on. The pale arrows are where each fake was pushed; the orange ones where it went. A fake "
        "cannot move alone: G's weights belong to all of them.",
        {**_SLOW, "slow_stage": "g_moves", "slow_before": 220},
        figure="slow_plane",
        look="Compare each orange arrow with its pale one: did the fake go where it was pushed?",
        note="This is why an update for some fakes moves all others, and why a G that is good on one mode can lose it "
        "while it learns another. Adam's memory of earlier gradients bends the way, too. The last row of the sums has "
        "the cosine: 1 would be straight along the push.",
        minutes=1.5,
        play=("slow_stage", "slow_before"),
    ),
    Step(
        "a_step_that_is_too_long",
        "A step that is too long",
        "D with ten times the learning rate. The gradient says which way is down at the very place where D stands. A "
        "step goes on from there in a straight line, and the loss is curved.",
        {**_SLOW, "slow_rate_D": 0.1, "slow_stage": "d_moves", "slow_before": 13},
        figure="slow_sums",
        look="Compare *predicted change* with *actual change*: D's loss on its own batch has risen.",
        note="Downhill is a promise for small steps only. And Adam does not even go straight down: half of its "
        "direction is memory. A smaller learning rate of D, on top of the page, mends it.",
        minutes=1.5,
        play=("slow_rate_D", "slow_stage", "slow_before"),
        predict=Prediction(
            "D's learning rate is 0.1, ten times what it was. Each step goes down the gradient of D's loss on one "
            "batch. After how many of the first 300 steps is the loss on that very batch lower than before?",
            {"all": "After all of them", "most": "After most of them", "half": "After about half of them"},
            "does_Ds_step_help",
        ),
    ),
    Step(
        "what_g_does_it_bends_a_sheet",
        "What G does: it bends a sheet",
        "G is given z, a point of a square. Here is the square's grid, carried along by G; every cell is equally "
        "likely. The sheet must become a ring and cannot tear.",
        {**_LAYERS, "show_push": False, "show_heat": False, "show_grid": True, **_BENT},
        figure="mode_collapse_plane",
        look="Press *Start*. A few cells are stretched across the hole: the stray fakes come from there.",
        note="A sheet cannot become a ring without tearing, and G is continuous. Ask where the stray fakes come from "
        "before you point at the stretched cells.",
        minutes=1.5,
        play=("show_grid",),
        is_live=True,
    ),
    Step(
        "a_thread_instead_of_a_sheet",
        "A thread instead of a sheet",
        "Now z is a single number, and G a thread. A thread is all that a ring needs.",
        {**_LAYERS, "show_push": False, "show_grid": True, **_BENT, "noise_dim": "1"},
        figure="mode_collapse_plane",
        look="Press *Start* again, and look for the place where its two ends meet.",
        note="z should have as many dimensions as the data really have. Nobody knows how many that is for faces.",
        minutes=1,
        play=("noise_dim",),
        is_live=True,
    ),
    Step(
        "mode_collapse",
        "Mode collapse",
        "Eight small heaps, the modes. All fakes crowd near a few of them and seldom land on one; D learns "
        "to refuse them there, and they hop on to others, to the end of the run.",
        {**_LAYERS, **_COLLAPSE, "speed": "slow", "beside": "score"},
        figure="mode_collapse_score",
        look="Press *Start* and watch the bars: a few have all the fakes, pale (near the mode, not on it), then "
        "others do. The losses do not tell: only counting modes does.",
        note="Let it run while you ask why nobody forbids it. (Nothing in G's loss asks for variety: each fake is "
        "judged alone.)",
        minutes=2,
        play=("speed",),
        is_live=True,
    ),
    Step(
        "one_setting_mends_it",
        "One setting mends it",
        "The same networks, the same seed, but no momentum. With momentum both players overshoot: G runs on to where D "
        "used to be wrong. Without it they answer each other.",
        {**_LAYERS, **_COLLAPSE, "D_momentum": 0.0, "G_momentum": 0.0, "beside": "score"},
        figure="mode_collapse_score",
        look="Press *Start* again: in the end all eight modes have fakes, and keep them.",
        note="Tutorials take Adam's β₁ = 0.9 from classifiers. GAN papers take 0.5 or 0, and this is why.",
        minutes=1.5,
        play=("D_momentum", "G_momentum"),
        is_live=True,
    ),
    Step(
        "how_good_is_perfect",
        "How good is perfect?",
        "A slower G and a little momentum: more than four of five fakes lie on the modes. But even perfect samples "
        "have 98.9 % of high quality, and a JSD (Jensen–Shannon divergence) above 0.",
        {**_LAYERS, **_COLLAPSE, **_both(momentum=0.5, learning_rate=2e-3), "beside": "score"},
        figure="mode_collapse_score",
        look="Press *Start*. Compare with the perfect sampler's column, not with 0 and 100 %.",
        note="1 − e^(−4.5) = 98.889 % of a Gaussian in the plane lies within 3σ. More than that means that modes have "
        "shrunk: too good to be true.",
        minutes=1.5,
        is_live=True,
        predict=Prediction(
            "Of perfect samples 11 in 1,000 lie more than 3σ from their mode. Somebody's GAN has eight round modes, "
            "and only 1 in 1,000 of its fakes lies so far out. How wide are its modes?",
            {"same": "As wide as the data's", "narrower": "A fifth narrower", "wider": "A fifth wider"},
            "better_than_perfect",
        ),
    ),
    Step(
        "a_d_that_is_too_good",
        "A D that is too good",
        "Ten steps of D for each of G, and the saturating loss. D sees through every fake, and where it is sure this "
        "loss is flat: no push, no learning.",
        {**_LAYERS, **_NO_PUSH, "n_iterations": 1_000},
        figure="mode_collapse_plane",
        look="Press *Start*: the arrows are gone, and G stands still. Set the loss to non-saturating and "
        "start again: the same D, and G moves.",
        note="The page *LSGAN against BCE* said so: where D rejects every fake, ln(1 − D) is flat. Ask for the cure "
        "before you show it.",
        minutes=2,
        play=("loss",),
        is_live=True,
        predict=Prediction(
            "D is sure: it gives a fake the probability 0.1 % of being real. How strongly does the saturating loss "
            "push that fake, compared with the non-saturating one?",
            {"same": "The same", "tenth": "A tenth", "thousandth": "A thousandth"},
            "push_against_a_sure_D",
        ),
    ),
    Step(
        "the_penalty_on_a_steep_d",
        "The penalty on a steep D",
        "Once more that D, and G without a push. D may be good as long as it is not steep: **WGAN-GP** adds a penalty "
        "to its loss wherever the slope of its raw output is not 1.",
        {**_LAYERS, **_NO_PUSH, "gradient_penalty": 1.0},
        figure="mode_collapse_plane",
        look="Press *Start*: nothing moves. Now, *while it runs*, set the loss to WGAN-GP: all fakes are pushed "
        "again, each about as hard as the others, and they arrive.",
        note="Under WGAN-GP G's loss is −t, so the push is D's slope itself, about 1 everywhere. Then open *A smoother "
        "D*: back to saturating, and R1 with γ = 0.1 brings the arrows back as well.",
        minutes=2,
        play=("loss",),
        is_live=True,
    ),
    Step(
        "the_best_d_for_these_fakes",
        "The best D for these fakes",
        "The ring again. Left is D as it was trained; right is the best answer to these very fakes: at each point the "
        "share that real points have in all points there. D is always a little behind.",
        {**_LAYERS, **_RING, "show_push": False, "beside": "best_d"},
        figure="mode_collapse_best_D",
        look="Press *Start*. On the right, green is where fakes are missing, white where there are too many. In the "
        "end it is ½ all along the ring.",
        note="The page *1-D Gaussian* drew this in one dimension. Choose *Densities* to show the two whose share it "
        "is.",
        minutes=2,
        play=("beside",),
        is_live=True,
    ),
    Step(
        "points_of_your_own",
        "Points of your own",
        "Draw what G is to learn, or upload a table of two columns. Each point becomes a small Gaussian, so everything "
        "is measured as before.",
        {**_LAYERS, **_RING, "data": "own"},
        figure="mode_collapse_plane",
        look="Clear the sheet, draw two letters, press *Start*. Then set five dots far from each other: they count as "
        "modes. The link holds your drawing.",
        note="Let somebody from the audience draw. Separate pieces are hard: G is continuous, and a sheet cannot tear.",
        minutes=2,
        play=("data",),
        is_live=True,
    ),
    Step(
        "six_cures_five_seeds",
        "Six cures, five seeds",
        "Papers propose cures. Here are six of them beside the plain GAN, with the same networks, optimizer and "
        "iterations, each with five seeds: a bar reaches from the worst seed to the best.",
        {"chapter": "cures", "cure_data": "grid_of_25", "cure_shown": "0", "cure": "plain"},
        figure="mode_collapse_cure_ranges",
        look="Which bars lie beyond the plain GAN's? On the ring, and on the grid: the sentences below the charts "
        "say it from the recording. Do not trust a single dot.",
        note="A cure helps where there is something to mend, and not always. Ask what a paper's table would have to "
        "say to be believed. (Networks, optimizer, iterations, seeds, how many samples are counted.)",
        minutes=2,
        play=("cure_shown", "cure_data"),
        predict=Prediction(
            "Seven GANs, alike but for a cure, learn a grid of 25 modes until they come to rest, each with five seeds. "
            "How many of the 25 modes does the plain one hold at the end, with the middle one of the seeds?",
            {"5": "About 5", "15": "About 15", "25": "Nearly all"},
            "modes_of_the_plain_gan",
        ),
    ),
    Step(
        "two_points_at_once",
        "Two points at once",
        "PacGAN changes one thing: D is shown two points, both real or both fake. Two fakes on the same spot betray "
        "each other, so that variety pays. That is the idea; what came of it here is another matter.",
        {"chapter": "cures", "cure_data": "grid_of_25", "cure_shown": "1", "cure": "pacgan"},
        figure="mode_collapse_cure_pictures",
        look="Compare the pictures of *plain* and *PacGAN*, seed by seed: which modes, and how well?",
        note="Minibatch discrimination has the same idea and more machinery. Then switch to the ring: does the cure "
        "help there? Below the pictures it runs live.",
        minutes=1.5,
        play=("cure_shown", "cure_data"),
    ),
)

_COLLAPSE_START = {
    "data": "ring_of_8",
    "D_width": 32,
    "G_width": 32,
    "D_activation": "relu",
    "D_learning_rate": 0.002,
    "G_learning_rate": 0.005,
    "D_momentum": 0.9,
    "G_momentum": 0.9,
    "decay": True,
    "n_iterations": 5_000,
}
_SHARPER = {
    "data": "ring_of_8",
    "D_width": 32,
    "G_width": 32,
    "D_activation": "relu",
    "D_learning_rate": 0.002,
    "G_learning_rate": 0.002,
    "decay": True,
    "n_iterations": 5_000,
}

CHALLENGES = (
    Challenge(
        "eight_modes",
        "lab",
        "All eight",
        "Begin with the run that collapses and change at most two settings, so that at the end of the run all eight "
        "modes have fakes.",
        "Both players run past their aim. What makes them remember where they were going?",
        _COLLAPSE_START,
    ),
    Challenge(
        "make_it_collapse",
        "lab",
        "Make it collapse",
        "The preset Sharper keeps all eight modes. Change one setting of it so that at the end of the run at most four "
        "of them have fakes.",
        "What if D never answers? k of D is a setting, too.",
        _SHARPER,
    ),
)
