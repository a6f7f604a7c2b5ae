"""The walkthrough of the 1-D game."""

from explorer.lectures.step import Prediction, Step

_DATA = {"data": "Gaussian", "mu_data": 0.0, "sigma_data": 1.0}
_OWN_DATA = {"own_data": "Gaussian", "own_mu_data": 0.0, "own_sigma_data": 1.0}
_GOAL = {"goal_mu": 0.0, "goal_sigma": 1.0, "step_size": 0.1, "n_steps": 120}
_BALANCE = {
    "gan_data": "Gaussian",
    "gan_mu_data": 0.0,
    "gan_sigma_data": 1.0,
    "gan_start": -5.0,
    "gan_loss": "non-saturating",
    "gan_k": 1,
    "gan_lr_D": 2e-2,
    "gan_lr_G": 2e-3,
}

STEPS = (
    Step(
        "Two densities and a detective",
        "Blue are the real samples, orange the generated ones. Where only blue is, the best discriminator $D^*$ says "
        "1; where only orange is, it says 0; where the two curves cross, it says ½.",
        {"chapter": "The game", **_DATA, "mu_g": 2.0, "sigma_g": 0.8},
    ),
    Step(
        "Far apart, the JSD says no more",
        "Move $p_g$ to 5, then back to 4. The overlap is almost gone, $D^*$ is nearly always right, and the JSD stands "
        "just below ln 2 = 0.693 at both places. Only W1 still tells how far there is to go.",
        {"chapter": "The game", **_DATA, "mu_g": 4.5, "sigma_g": 1.0},
        predict=Prediction(
            "$p_{data}$ is N(0, 1), and $p_g$ as wide but 4.5 away, so that they hardly overlap. Which of these is "
            "their JSD nearest to, in nats?",
            ("0.3", "0.69", "4.5"),
            "JSD far apart",
        ),
    ),
    Step(
        "Home",
        "When $p_g$ equals $p_{data}$, $D^*$ is ½ everywhere. Every distance in the table is 0, and the value of the "
        "game is at its lowest: −ln 4 = −1.386.",
        {"chapter": "The game", **_DATA, "mu_g": 0.0, "sigma_g": 1.0},
    ),
    Step(
        "Be the discriminator",
        "Your D begins as a coin flip, worth −ln 4. Make c1 negative, for the real samples lie to the left, and see "
        "how near to C(G) you come. Then press Set D to D*: nobody comes any further.",
        {"chapter": "Your own D", **_OWN_DATA, "own_mu_g": 1.5, "own_sigma_g": 1.0, "c0": 0.0, "c1": 0.0, "c2": 0.0},
        predict=Prediction(
            "A discriminator that has learnt nothing says ½ to everything. What is its V, the mean of ln D over the "
            "real samples plus the mean of ln(1 − D) over the fakes?",
            ("0", "−ln 2 = −0.693", "−ln 4 = −1.386"),
            "value of a coin flip",
        ),
    ),
    Step(
        "Sure and wrong",
        "This D has its signs the wrong way round and is certain of itself. There is no floor: V can fall as far as it "
        "likes, while C(G) is a ceiling.",
        {"chapter": "Your own D", **_OWN_DATA, "own_mu_g": 1.5, "own_sigma_g": 1.0, "c0": -1.5, "c1": 2.5, "c2": 0.0},
    ),
    Step(
        "The loss of the proof hardly moves",
        "Press Play. Against a perfect D the saturating loss is flat out here: 120 steps and $p_g$ has hardly come "
        "nearer; it has only grown wider.",
        {"chapter": "Convergence", "flow_loss": "saturating", "start_mu": 6.0, "start_sigma": 1.0, **_GOAL},
        predict=Prediction(
            "$p_g$ begins 6 away from $p_{data}$ and goes down the loss of the proof, ln(1 − D), against the best D of"
            " every moment. How much of its way home is done after 120 steps of size 0.1?",
            ("Hardly any of it", "About half of it", "All of it"),
            "share of the way home",
        ),
    ),
    Step(
        "The loss that people use",
        "The same start, the same $D^*$, but now G maximises ln D: $p_g$ runs home. Watch its width on the way. Then "
        "compare all five losses below.",
        {"chapter": "Convergence", "flow_loss": "non-saturating", "start_mu": 6.0, "start_sigma": 1.0, **_GOAL},
    ),
    Step(
        "Two networks that only see samples",
        "Nobody tells them the densities. Press Start: does the green D find the grey $D^*$, and does $p_g$ come home? "
        "Then press Slow D, and Start again: the losses look perfect, yet the JSD stays high.",
        {"chapter": "Real GAN", **_BALANCE},
    ),
)
