"""The walkthrough's step on the ring of 8, on its recorded runs."""

from explorer.lectures.step import Prediction, Step

RING_STEPS = (
    Step(
        "cover_or_be_sharp",
        "Cover, or be sharp",
        "The same three in the plane, where nothing can hide: eight modes, and one decoder. The VAE has to make every "
        "real point likely: it covers all modes, and draws threads from one to the next. The GAN's own points have to "
        "look real, no more: they are sharp, but again and again a heap swings off its mode.",
        {"chapter": "ring", "ring_s": 0.2, "ring_rate": 0.005, "ring_length": 10_000, "ring_seed": 0.0},
        figure="autoencoders_ring",
        look="Blue rings are the modes. Which grey line, the modes that are hit, falls from 100 % again and again?",
        note="Press Start and look back to a dip: mostly a heap lies a little beside its mode. "
        "KL($p_{data}$ ‖ $p_g$) punishes a mode that is missed without bound; "
        "a GAN's loss is a mean over its own points, and says nothing of a mode that none of them is near. No fate: "
        "with G's rate at 0.002, under More, it seldom misses one. Ask why the autoencoder's cloud is nowhere in "
        "particular. (Its random z were never taught.)",
        minutes=2,
        play=("ring_s",),
        predict=Prediction(
            "An autoencoder, a VAE and a GAN learn eight small heaps of points in the plane. Two of the three find all "
            "eight with random z. One of these two goes on missing some of them again. Which?",
            {"autoencoder": "The autoencoder", "variational": "The VAE", "gan": "The GAN"},
            "misses_modes",
        ),
    ),
)
