"""The question of the chapter *On the ring* of the page on autoencoders."""

from explorer.data.autoencoders.ring_recording import load_ring
from explorer.numbers import percent
from explorer.quiz.outcome import Answer, Controls
from explorer.theory.autoencoders.late_counts import N_MODES, counts_of


def misses_modes(_: Controls) -> Answer:
    """Of those of the three that find all modes, the one that misses some again most often, by the recorded runs."""
    kept = load_ring()
    found = {name: way.n_modes.max(axis=1).min() for name, way in kept.ways.items()}
    counts = {
        name: [counts_of(kept.iterations, *run) for run in zip(way.n_modes, way.quality, strict=True)]
        for name, way in kept.ways.items()
    }
    short = {name: sum(run.n_short for run in runs) / sum(run.n for run in runs) for name, runs in counts.items()}
    fewest = {name: min(run.fewest for run in runs) for name, runs in counts.items()}
    quality = float(kept.ways["autoencoder"].quality[:, -1].mean())
    return Answer(
        max((name for name in kept.ways if found[name] == N_MODES), key=lambda name: short[name]),
        f"Recorded with {len(kept.seeds)} seeds, in the second halves of the runs: modes are missed in "
        f"{percent(short['gan'])} of the GAN's counts and in {percent(short['variational'])} of the VAE's, and at "
        f"worst {fewest['gan']} and {fewest['variational']} are hit.",
        {
            "variational": "Its loss bounds how unlikely the real points are, on average over all of them: a mode "
            "that it forgot would cost it most.",
            "autoencoder": f"Not one of the two: {percent(quality, 1)} of what it draws of random z lies on a mode, by "
            "luck.",
        },
    )
