"""The walkthrough of the page on dynamics."""

from explorer.lectures.step import Prediction, Step

_START = {"theta": 1.0, "psi": 1.0, "h": 0.2, "steps": 500, "schedule": "simultaneous"}
CIRCLE = {"chapter": "The circle", **_START}
VALUES = {"chapter": "Eigenvalues", "h": 0.2, "schedule": "simultaneous"}
CURES = {
    "chapter": "Cures compared",
    **_START,
    "clip": 1.0,
    "gp_weight": 1.0,
    "ls_target": 1.0,
    "noise": 1.0,
    "r1_weight": 0.3,
    "consensus_weight": 1.0,
}
LINES = {"chapter": "Disjoint supports", "distance": 1.0, "descent_h": 0.05}

STEPS = (
    Step(
        "Two numbers play a game",
        "The fake lies at θ = 1, the data at 0. D is a line of slope ψ = 1: whatever lies to the right, it calls fake. "
        "So G will step to the left, and D will make its line steeper. Follow the arrows: both do their best, and "
        "together they go round.",
        {**CIRCLE, "method": "GAN", "steps": 10},
    ),
    Step(
        "Further out with every turn",
        "The flow (dotted) closes its circle. The steps do not: each goes straight on along the tangent. After 500 "
        "steps the distance has grown from 1.41 to 3.10. A smaller step size only delays it.",
        {**CIRCLE, "method": "GAN"},
    ),
    Step(
        "Taking turns",
        "Now D steps first and G answers the new D. The path closes: it ends 1.41 from the middle, as far as it was "
        "at the start. No further away, but no nearer either.",
        {**CIRCLE, "method": "GAN", "schedule": "alternating"},
        predict=Prediction(
            "So far both players stepped at once, and the path spiralled out. Now D steps first, and G answers the "
            "**new** D. What does the path do?",
            ("It spirals out", "It closes a circle", "It spirals in"),
            "which way the path goes",
        ),
    ),
    Step(
        "Friction",
        "R1 takes γψ from D's velocity. The circle becomes a spiral, and after 500 steps the distance is about three "
        "millionths. The dotted line at the bottom is what the eigenvalues promise.",
        {**CIRCLE, "method": "R1", "r1_weight": 0.3},
    ),
    Step(
        "Why it went outwards",
        "The GAN's λ = ± ½ i sit on the edge of the left half-plane: turning, and nothing else. For a step that is not "
        "enough: both μ lie outside the unit circle, at every step size.",
        {**VALUES, "method": "GAN"},
    ),
    Step(
        "Why γ = 1 is critical",
        "Move γ from 0 to 2. Both λ run to the left along a circle, meet at −½ when γ = 1, and part again: one goes "
        "on, the other comes back. The slower one decides, and it is fastest at γ = 1.",
        {**VALUES, "method": "R1", "r1_weight": 1.0},
    ),
    Step(
        "Too large a step",
        "The same R1, with γ = 0.3, and h = 1.5. The flow converges and the steps do not: h has carried μ out of the "
        "disc. Below, the curve crosses 1 at h = 1.2. Alternating steps bear more: try them.",
        {**VALUES, "method": "R1", "r1_weight": 0.3, "h": 1.5},
        predict=Prediction(
            "R1 with γ = 0.3 brings the flow home: its λ lie left of the axis. Now the steps are large, h = 1.5. What "
            "do the steps do?",
            ("They come nearer", "They keep their distance", "They fly off"),
            "steps that are too large",
        ),
    ),
    Step(
        "All of them at once",
        "One start, eight methods. Circles, spirals that tire, and three straight lines down: noise, R1, consensus. "
        "Clipping and WGAN-GP keep the distance bounded and do not bring it to 0.",
        CURES,
    ),
    Step(
        "No overlap, no gradient",
        "Two lines side by side. The JSD is ln 2 wherever the second one stands, so its slope is 0, and gradient "
        "descent on it does not move. W1 walks home at constant speed.",
        {**LINES, "noise_width": 0.0},
    ),
    Step(
        "Noise makes them overlap",
        "Blur both lines, and the JSD knows the way. It is also what damped the Dirac-GAN: noise flattens D.",
        {**LINES, "noise_width": 0.5},
    ),
)
