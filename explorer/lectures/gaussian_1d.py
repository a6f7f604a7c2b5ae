"""The walkthrough of the 1-D game: four moments, the best D, the Jensen–Shannon divergence, the equilibrium."""

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

_GAME = {"chapter": "game", "unit": "nats", "data": "gaussian", "mu_data": 0.0, "sigma_data": 1.0}
_OWN = {
    "chapter": "your_own_d",
    "own_data": "gaussian",
    "own_mu_data": 0.0,
    "own_sigma_data": 1.0,
    "own_mu_g": 1.5,
    "own_sigma_g": 1.0,
}
_FLOW = {
    "chapter": "convergence",
    "start_mu": 6.0,
    "start_sigma": 1.0,
    "goal_mu": 0.0,
    "goal_sigma": 1.0,
    "step_size": 0.1,
    "n_steps": 120,
}
_BALANCE = {
    "chapter": "real_gan",
    "gan_data": "gaussian",
    "gan_mu_data": 0.0,
    "gan_sigma_data": 1.0,
    "gan_start": -5.0,
    "gan_loss": "non_saturating",
    "gan_k": 1,
    "gan_lr_D": 2e-2,
    "gan_lr_G": 2e-3,
}
_OWN_D = ("c0", "c1", "c2")

STEPS = (
    Step(
        "two_densities_and_a_detective",
        "Two densities and a detective",
        "Blue is the density of the real samples, $p_{data}$; orange is that of the generated ones, $p_g$. D says 1 "
        "for real and 0 for generated. The two are far apart, and the best detective $D^*$ (green) has an easy job: "
        "it is right on 97.7 % of the samples.",
        {**_GAME, "mu_g": 4.0, "sigma_g": 1.0},
        figure="gaussian_1d_game_figure",
        look="The green curve: 1 where only blue is, 0 where only orange is, ½ where the two cross.",
        note="The first of the four panels of the paper's Figure 1. Some retellings label D the wrong way round (0 for "
        "the data): here 1 is real, always. Ask what a sample at x = 2 is worth. (½: as many of one kind as of the "
        "other.)",
        minutes=2,
        play=("mu_g",),
    ),
    Step(
        "nearer",
        "Nearer",
        "G learns: $p_g$ moves towards the data. The detective is still right on 86.8 %, and the slope of the "
        "curve between 1 and 0 is G's hint: uphill lie the data.",
        {**_GAME, "mu_g": 2.0, "sigma_g": 0.8},
        figure="gaussian_1d_game_figure",
        look="The pink area is the Jensen–Shannon divergence (JSD): it shrinks as $p_g$ comes nearer.",
        note="Ask in which direction a fake at x = 2 should move to please D. (Left, up the green curve.) That is all "
        "that G is ever told.",
        minutes=1,
        play=("mu_g",),
    ),
    Step(
        "near",
        "Near",
        "Now they overlap almost everywhere, and 64.5 % is the best that anybody can do. Where samples fall, $D^*$ "
        "lies between 0.2 and 0.8 almost throughout: no answer is sure any more. Where it is grey hardly a sample "
        "falls.",
        {**_GAME, "mu_g": 0.7, "sigma_g": 0.9},
        figure="gaussian_1d_game_figure",
        look="The lines at the bottom carry equally likely z to x = G(z). Where they crowd, $p_g$ is high.",
        note="Ask for a guess of D's accuracy before you read it. Most say 50 to 55 %; it is 64.5 %. Accuracy falls "
        "later than one thinks.",
        minutes=1,
        play=("mu_g", "sigma_g"),
    ),
    Step(
        "equal",
        "Equal",
        "$p_g$ = $p_{data}$. The best detective in the world says ½ to everything and is right half of the time. "
        "Nobody made D weak; there is nothing left to tell apart.",
        {**_GAME, "mu_g": 0.0, "sigma_g": 1.0},
        figure="gaussian_1d_game_figure",
        look="$D^*$ is the flat line at ½, and the pink area is gone.",
        note="The fourth panel. Ask: does D = ½ everywhere prove that G is perfect? (Only for the *best* D. A D that "
        "has learned nothing says ½ as well: the last step of this page shows one.)",
        minutes=1,
        play=("mu_g", "sigma_g"),
    ),
    Step(
        "be_the_discriminator",
        "Be the discriminator",
        "Your D begins as a coin flip: the value of the game that it earns, V, is −ln 4 = −1.386. The best one earns "
        "C(G) = −0.944 here. Make c₁ negative, for the real samples lie to the left, and see how near you come.",
        {**_OWN, "c0": 0.0, "c1": 0.0, "c2": 0.0},
        figure="gaussian_1d_own_D_figure",
        look="The number line on top: your V, and the ceiling C(G). The pink area is what your D loses at each x.",
        note="Let two students steer c₁ and c₀ by calling out. Within 0.02 is good. V is the mean of ln D on "
        "real samples plus the mean of ln(1 − D) on fakes.",
        minutes=2,
        play=_OWN_D,
        predict=Prediction(
            "A discriminator that has learnt nothing says ½ to everything. What is its V, the mean of ln D over the "
            "real samples plus the mean of ln(1 − D) over the fakes?",
            {"zero": "0", "minus_ln_2": "−ln 2 = −0.693", "minus_ln_4": "−ln 4 = −1.386"},
            "value_of_coin_flip",
        ),
    ),
    Step(
        "the_best_d_point_by_point",
        "The best D, point by point",
        "V is a sum over x of $p_{data}$ ln D + $p_g$ ln(1 − D): each x can be settled alone. For a ln y + b ln(1 − y) "
        "the best y is a/(a + b), so $D^*$ = $p_{data}$/($p_{data}$ + $p_g$). For these two Gaussians that is "
        "sigmoid(1.125 − 1.5 x).",
        {**_OWN, "c0": 1.125, "c1": -1.5, "c2": 0.0},
        figure="gaussian_1d_own_D_figure",
        look="Your D lies on $D^*$, the pink area is gone, and V stands at the ceiling. Move any slider: V falls.",
        note="The proof in one line on the board: derivative a/y − b/(1 − y) = 0. Ask why it is a maximum. (Both "
        "logarithms are concave.) Ask what happens where neither density is. (Nothing: D may say anything there.)",
        minutes=2,
        play=_OWN_D,
    ),
    Step(
        "sure_and_wrong",
        "Sure and wrong",
        "This D has its signs the wrong way round and is certain of itself. There is no floor: V can fall as far as it "
        "likes, while C(G) is a ceiling.",
        {**_OWN, "c0": -1.5, "c1": 2.5, "c2": 0.0},
        figure="gaussian_1d_value_line",
        look="V on the number line, far below the coin flip's −1.386.",
        note="Why the order in “minimax” matters: D raises V as far as a ceiling, and G lowers the ceiling. A short "
        "step.",
        minutes=1,
        play=_OWN_D,
    ),
    Step(
        "what_g_minimises",
        "What G minimises",
        "Put $D^*$ into V, and what G is left with is C(G) = −ln 4 + 2 JSD($p_{data}$ ‖ $p_g$). Here JSD = 0.3368, so "
        "C(G) = −1.3863 + 0.6737 = −0.7126: the same as V, integrated.",
        {**_GAME, "mu_g": 2.0, "sigma_g": 1.0},
        figure="gaussian_1d_game",
        look="V beside the sliders, and the JSD. Move $p_g$: V, an integral, stays −1.3863 + 2 JSD.",
        note="JSD is symmetric and finite, KL is neither: compare the two KL rows when you make $p_g$ narrow. JSD is "
        "not the distance whose square it is: libraries like SciPy return the root. At most ln 2 = 0.693.",
        minutes=2,
        play=("mu_g", "sigma_g"),
    ),
    Step(
        "far_apart_the_jsd_says_no_more",
        "Far apart, the JSD says no more",
        "At 4.5 the JSD is 0.660, at 5 it is 0.676, and further out it creeps up to ln 2 = 0.693. The overlap is "
        "almost gone, $D^*$ is nearly always right, and with the overlap goes the slope for G.",
        {**_GAME, "mu_g": 4.5, "sigma_g": 1.0},
        figure="gaussian_1d_game",
        look="Move $p_g$ to 5, then back to 4. Only the Wasserstein distance W1 still tells how far there is to go.",
        note="Ask for a distance that would know the way. W1: how far earth has to be carried, here just the distance "
        "of the means. The page on dynamics takes it up.",
        minutes=1.5,
        play=("mu_g",),
        predict=Prediction(
            "$p_{data}$ is N(0, 1), and $p_g$ as wide but 4.5 away, so that they hardly overlap. Now it moves on to 5: "
            "11 % further. By how much does their JSD grow?",
            {"as_distance": "By 11 %, like the distance", "little": "By 2 to 3 %", "none": "Not at all"},
            "js_far_apart",
        ),
    ),
    Step(
        "home_the_equilibrium",
        "Home: the equilibrium",
        "JSD is 0 only where $p_g$ equals $p_{data}$. There $D^*$ is ½ everywhere, and C(G) is at its lowest: −ln 4 = "
        "−1.386. Neither player gains by moving alone, a Nash equilibrium: any other D lowers V, and while D stays at "
        "½, V is −ln 4 whatever G does.",
        {**_GAME, "mu_g": 0.0, "sigma_g": 1.0},
        figure="gaussian_1d_game",
        look="JSD and W1 are 0. Move $p_g$: D answers with the new $D^*$, and V($D^*$, G) rises.",
        note="This is Theorem 1 of the paper; the table below the figure has the other distances, all 0. Two games in "
        "one figure: against a D that stays at ½ no move of G changes anything; against the best D of every moment "
        "each one costs G. Ask what it does *not* say. (That training gets there: it supposes a perfect D and a G "
        "that can be any density. Next step.)",
        minutes=1.5,
        play=("mu_g", "sigma_g"),
    ),
    Step(
        "the_loss_of_the_proof",
        "The loss of the proof hardly moves",
        "The way there, by exact gradients. G minimises ln(1 − D), as in the proof, against a perfect D. Out here that "
        "is flat: after 120 steps $p_g$ has come from 6 to 5.3, and has only grown wide.",
        {**_FLOW, "flow_loss": "saturating"},
        figure="gaussian_1d_journey",
        look="Press *Play*: how far does $p_g$ come in all the steps, and what becomes of its width?",
        note="Ask beforehand: will it arrive? Most say yes, since the proof says so. The proof speaks of the minimum, "
        "not of the way. Below the figure: how long each loss's gradient is, by distance.",
        minutes=1.5,
        predict=Prediction(
            "$p_g$ begins 6 away from $p_{data}$ and goes down the loss of the proof, ln(1 − D), against the best D of"
            " every moment. How much of its way home is done after 120 steps of size 0.1?",
            {"none": "Hardly any of it", "half": "About half of it", "all": "All of it"},
            "way_home",
        ),
    ),
    Step(
        "the_loss_that_people_use",
        "The loss that people use",
        "The same start, the same $D^*$, but now G maximises ln D: $p_g$ runs home. On the way it becomes narrow, down "
        "to a spread of 0.80: this loss forgives what $p_g$ leaves out.",
        {**_FLOW, "flow_loss": "non_saturating"},
        figure="gaussian_1d_journey",
        look="Press *Play* and watch the width. Then choose another loss, and play again.",
        note="So “maximise ln D” and “minimise ln(1 − D)” have the same goal and are not the same: many texts call "
        "them equivalent. Narrowing is a first hint of mode collapse.",
        minutes=2,
        play=("flow_loss",),
    ),
    Step(
        "two_networks_and_samples",
        "Two networks that only see samples",
        "Nobody tells them the densities. Press *Start*: does the trained D (green) find the exact $D^*$ (grey), and "
        "does $p_g$ come home?",
        _BALANCE,
        figure="gaussian_1d_gan_now",
        look="The green curve chases the grey one, and $p_g$ follows its slope.",
        note="About 20 seconds a run. D learns ten times as fast as G here. Ask what happens the other way round: the "
        "next step.",
        minutes=1.5,
        is_live=True,
    ),
    Step(
        "a_d_that_lags_behind",
        "A D that lags behind",
        "Now G learns five times as fast as D. Both losses come to lie on their dotted lines, 2 ln 2 and ln 2, as if "
        "all were well. Yet the JSD stays high: D says ½ because it has not learned.",
        {**_BALANCE, "gan_lr_D": 2e-3, "gan_lr_G": 1e-2},
        figure="gaussian_1d_gan_history",
        look="Start a run (P, or A after another). The losses say that all is well; what does the JSD above them?",
        note="The answer to the question of step 4. Losses at their equilibrium do not prove that G is good: $p_g$ "
        "shrinks and wanders. Above the curves, the two densities.",
        minutes=1.5,
        is_live=True,
    ),
)


CHALLENGES = (
    Challenge(
        "five_moves",
        "game",
        "Home in five moves",
        "Bring the fakes home, to a JSD below 0.01 nats, with at most five moves of its two sliders. One move is from "
        "pressing a slider to letting it go.",
        "First the place, then the width. The pink area shows where the two still differ: on both flanks, the fakes "
        "are spread too wide; on one, they stand too far to a side.",
        {"data": "gaussian", "mu_data": -1.5, "sigma_data": 0.8, "mu_g": 3.0, "sigma_g": 2.4},
    ),
    Challenge(
        "near_D_star",
        "your_own_d",
        "A thousandth from perfect",
        "By hand, without the button: a D that comes within 0.001 nats of the ceiling C(G), for two densities that are "
        "really apart (JSD at least 0.1).",
        "For equal widths what stands in the best sigmoid is a straight line, c₂ = 0. It crosses 0 half way between "
        "the two means.",
        {"own_data": "gaussian", "own_mu_data": 0.0, "own_sigma_data": 1.0, "own_mu_g": 1.5, "own_sigma_g": 1.0},
    ),
    Challenge(
        "patience",
        "convergence",
        "Patience with the proof",
        "Bring the fakes home, to a JSD below 0.01 at the end, under the saturating loss, from μ = 6 and σ = 1, with "
        "data from N(0, 1).",
        "The loss is flat out there, but not quite. What can make many small pushes count? Two sliders can.",
        {"flow_loss": "saturating", "start_mu": 6.0, "start_sigma": 1.0, "goal_mu": 0.0, "goal_sigma": 1.0},
    ),
)
