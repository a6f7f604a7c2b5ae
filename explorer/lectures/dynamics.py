"""The walkthrough of the page on dynamics."""

from explorer.lectures.challenge import Challenge
from explorer.lectures.step import Prediction, Step

_START = {"theta": 1.0, "psi": 1.0, "h": 0.2, "steps": 500, "schedule": "simultaneous"}
CIRCLE = {"chapter": "circle", **_START}
VALUES = {"chapter": "eigenvalues", "h": 0.2, "schedule": "simultaneous"}
CURES = {
    "chapter": "cures",
    **_START,
    "clip": 1.0,
    "gp_weight": 1.0,
    "ls_target": 1.0,
    "noise": 1.0,
    "r1_weight": 0.3,
    "consensus_weight": 1.0,
}
LINES = {"chapter": "disjoint", "distance": 1.0, "descent_h": 0.05}

STEPS = (
    Step(
        "two_numbers_play_a_game",
        "Two numbers play a game",
        "The fake lies at θ = 1, the data at 0. D is a line of slope ψ = 1 that says how *fake* x looks, the other way "
        "round from other pages: whatever lies to the right, it calls fake. So G will step to the left, and D will "
        "make its line steeper. Both do their best, and together they go round.",
        {**CIRCLE, "method": "gan", "steps": 10},
        figure="dynamics_plane",
        look="Follow the ten arrows. Then take more steps.",
        note="Draw the two axes on the board: θ is where the fake is, ψ how steep D's line is. Ask each half of the "
        "class to play one of the two: G says left or right, D says steeper or flatter. They go round by themselves.",
        minutes=2,
        play=("steps",),
    ),
    Step(
        "further_out_with_every_turn",
        "Further out with every turn",
        "The flow (dotted) closes its circle. The steps do not: each goes straight on along the tangent. After 500 "
        "steps the distance has grown from 1.41 to 3.10. A smaller step size only delays it.",
        {**CIRCLE, "method": "gan"},
        figure="dynamics_plane",
        look="The dotted circle is the flow; the steps leave it. Move the step size down: it takes longer, and ends "
        "outside all the same.",
        note="Ask: would a smaller learning rate help? Everybody says yes. Show that it only delays: |μ| = √(1 + h²/4) "
        "is more than 1 for every h.",
        minutes=1.5,
        play=("h", "steps"),
    ),
    Step(
        "taking_turns",
        "Taking turns",
        "Now D steps first and G answers the new D. The path closes: it ends 1.41 from the middle, as far as it was "
        "at the start. No further away, but no nearer either.",
        {**CIRCLE, "method": "gan", "schedule": "alternating"},
        figure="dynamics_plane",
        look="The path closes: it ends as far from the middle as it began.",
        note="This is what training loops really do: D, then G. It keeps the area, like a planet's orbit. Ask: is that "
        "convergence? (No.)",
        minutes=1,
        play=("schedule", "steps"),
        predict=Prediction(
            "So far both players stepped at once, and the path spiralled out. Now D steps first, and G answers the "
            "**new** D. Where do the same 500 steps end, compared with the start?",
            {"out": "It still ends further out", "closes": "It ends as far out", "in": "It ends nearer"},
            "which_way",
        ),
    ),
    Step(
        "friction",
        "Friction",
        "R1, a penalty on D's slope with the weight γ, takes γψ from D's velocity. The circle turns into a spiral, "
        "down to about three millionths after 500 steps.",
        {**CIRCLE, "method": "r1", "r1_weight": 0.3},
        figure="dynamics_plane",
        look="Move γ to 0 and back: the spiral becomes the circle again.",
        note="R1 punishes D's slope at the data. In words: D may not be steep where the data lie. Ask what happens to "
        "the equilibrium. (It stays where it is: there ψ = 0, and nothing is punished.) Further down, the distance "
        "falls as the eigenvalues promise, the dotted line.",
        minutes=1.5,
        play=("r1_weight", "steps"),
    ),
    Step(
        "why_it_went_outwards",
        "Why it went outwards",
        "The GAN's eigenvalues λ = ± ½ i sit on the edge of the left half-plane: turning, and nothing else. For a step "
        "that is not enough: both its μ lie outside the unit circle, at every step size.",
        {**VALUES, "method": "gan"},
        figure="dynamics_eigenvalue_planes",
        look="The two points on the left, λ; on the right, μ = 1 + hλ, outside the circle at every step size.",
        note="For a class that knows linear maps: one Jacobian, two eigenvalues. Real part: in or out. Imaginary part: "
        "turning. For others: skip to *All of them at once*.",
        minutes=1.5,
        play=("h",),
    ),
    Step(
        "why_gamma_1_is_critical",
        "Why γ = 1 is critical",
        "As γ grows from 0 to 2, both λ run to the left along a circle, meet at −½ when γ = 1, and part again: one "
        "goes "
        "on, the other comes back. The slower one decides, and it is fastest at γ = 1.",
        {**VALUES, "method": "r1", "r1_weight": 1.0},
        figure="dynamics_flow_plane",
        look="Move γ from 0 to 2: the two λ run along a circle, meet at −½, and part again.",
        note="The oscillator with friction from physics: too little rings, too much creeps, critical is fastest. λ = "
        "−γ/2 ± √(γ²/4 − ¼).",
        minutes=1.5,
        play=("r1_weight",),
    ),
    Step(
        "too_large_a_step",
        "Too large a step",
        "The same R1, with γ = 0.3, and h = 1.5. The flow converges and the steps do not: h has carried μ out of the "
        "disc.",
        {**VALUES, "method": "r1", "r1_weight": 0.3, "h": 1.5},
        figure="dynamics_eigenvalue_planes",
        look="μ comes back into the disc for h below 1.2. Alternating steps tolerate more: try them.",
        note="Ask how large a step the class would dare. The flow converges for every γ > 0; the computer takes steps.",
        minutes=1,
        play=("h", "schedule"),
        predict=Prediction(
            "R1 with γ = 0.3 brings the flow home: its λ lie left of the axis. Now the steps are large, h = 1.5. What "
            "do the steps do?",
            {"nearer": "They come nearer", "stay": "They keep their distance", "off": "They fly off"},
            "large_step",
        ),
    ),
    Step(
        "all_of_them_at_once",
        "All of them at once",
        "One start, eight methods. Three, in the same colour, go down and keep their slope: noise, R1, consensus. "
        "Non-saturating and LSGAN come nearer and end on a circle, 0.61 to 0.64 from the middle. Clipping and WGAN-GP "
        "keep the distance bounded and do not bring it to 0, and the GAN goes out.",
        CURES,
        figure="dynamics_radii",
        look="The three that keep their slope: straight, or in stairs where they turn. Then start at θ = 0.3, ψ = 0.3: "
        "the same two come to that circle from inside.",
        note="The picture to take home; the planes below it show each path, and the two circles dotted. Why a circle? "
        "A step along the tangent adds to the distance in proportion to "
        "r, their friction takes in proportion to r³: they balance at about √(2h) = 0.63. With alternating steps "
        "nothing is added, and both come nearer, slower and slower. Clipping and WGAN-GP do not converge here, "
        "whatever their fame: with data on a single point their push never fades.",
        minutes=2,
        play=("steps", "theta", "psi"),
    ),
    Step(
        "no_overlap_no_gradient",
        "No overlap, no gradient",
        "Two lines side by side. The JSD (Jensen–Shannon) is ln 2 wherever the second one stands: no slope, and "
        "descent on it does not move. W1 (earth mover's) walks home at constant speed.",
        {**LINES, "noise_width": 0.0},
        figure="dynamics_values",
        look="Move the distance: the JSD stays at ln 2, W1 is the distance.",
        note="Example 1 of Arjovsky et al. 2017, the WGAN paper. Ask what KL is here. (∞.) Natural pictures lie on "
        "thin sets, so two of them seldom overlap: that is why it matters.",
        minutes=1.5,
        play=("distance",),
    ),
    Step(
        "noise_makes_them_overlap",
        "Noise makes them overlap",
        "Blur both lines, so far that their bands overlap, and the JSD knows the way. It is also what damped the "
        "Dirac-GAN: noise flattens D.",
        {**LINES, "noise_width": 0.5},
        figure="dynamics_values",
        look="Change the noise: the wider, the earlier the JSD knows the way.",
        note="Instance noise: blur real and fake alike, and sharpen slowly. The price: for a while G learns the "
        "blurred data.",
        minutes=1,
        play=("noise_width", "distance"),
    ),
)


CHALLENGES = (
    Challenge(
        "closed_circle",
        "circle",
        "Round, but not away",
        "The plain GAN, h at least 0.2, a start at least 1 from the middle: end the 500 steps as far away as they "
        "began, to within 1 %.",
        "Not the size of the steps: their order.",
        {"method": "gan", "schedule": "simultaneous", "theta": 1.0, "psi": 1.0, "h": 0.2, "steps": 500},
    ),
    Challenge(
        "fast_home",
        "eigenvalues",
        "Faster than 0.9",
        "Find a method and a step size with which every step near the equilibrium multiplies the distance by less than "
        "0.9: the larger |μ| below 0.9.",
        "Friction that stays near (0, 0): R1, noise or consensus. Then look at the lower left curve: which h has the "
        "lowest point?",
        {"method": "gan", "schedule": "simultaneous", "h": 0.2},
    ),
)
