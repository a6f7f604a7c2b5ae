"""The question of the chapter *On the ring* of the page on autoencoders."""

from explorer.data.autoencoders.ring_recording import load_ring
from explorer.numbers import percent
from explorer.quiz.outcome import Answer, Controls

N_MODES = 8


def misses_modes(_: Controls) -> Answer:
    """Of those of the three that find all modes, the one that misses some again most often, by the recorded runs."""
    kept = load_ring()
    late = kept.iterations > kept.iterations[-1] / 2
    found = {name: way.n_modes.max(axis=1).min() for name, way in kept.ways.items()}
    lost = {name: float((way.n_modes[:, late] < N_MODES).mean()) for name, way in kept.ways.items()}
    fewest = {name: way.n_modes[:, late].min() for name, way in kept.ways.items()}
    quality = float(kept.ways["autoencoder"].quality[:, -1].mean())
    return Answer(
        max((name for name in kept.ways if found[name] == N_MODES), key=lambda name: lost[name]),
        f"Recorded with {len(kept.seeds)} seeds, in the second halves of the runs: modes are missed in "
        f"{percent(lost['gan'])} of the GAN's counts and in {percent(lost['variational'])} of the VAE's, and at worst "
        f"{fewest['gan']} and {fewest['variational']} are hit.",
        {
            "variational": "Its loss bounds how unlikely the real points are, on average over all of them: a mode "
            "that it forgot would cost it most.",
            "autoencoder": f"Not one of the two: {percent(quality, 1)} of what it draws of random z lies on a mode, by "
            "luck.",
        },
    )
