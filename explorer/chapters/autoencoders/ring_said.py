"""What has happened on the ring of 8, in words that follow from the counts."""

from explorer.chapters.autoencoders.ring_shown import Moment, Way
from explorer.chapters.autoencoders.three_ways_said import TITLES
from explorer.data.autoencoders.ring_recording import RingRecording
from explorer.data.autoencoders.three_ways import WAYS
from explorer.numbers import percent
from explorer.theory.autoencoders.late_counts import N_MODES, counts_of

FILLS_GAPS = (0.2, 0.8)  # high quality between these: with less even the modes are but luck
FEW_COUNTS = 10  # in the second half of a run, before anything is said of how it went


def in_words(now: Moment) -> str:
    """Say of each of the three what it does, and what it gives up for that."""
    autoencoder, variational, gan = (now.ways[name] for name in WAYS)
    return " ".join(
        (
            f"{_of_the_vae(variational)}",
            f"{_of_the_gan(gan, variational, now)}",
            f"Of the **autoencoder**'s points {percent(autoencoder.quality, 1)} hit a mode: between its codes nothing "
            f"was taught, and a mode that it hits is luck. **Try** another s.",
        )
    )


def _of_the_vae(way: Way) -> str:
    beside = percent(1 - way.quality)
    low, high = FILLS_GAPS
    if way.n_modes == N_MODES and low < way.quality < high:
        return f"The **VAE** covers all eight modes and fills the gaps: {beside} of its points lie beside the modes."
    return f"The **VAE** is on {way.n_modes} of {N_MODES} modes, and {beside} of its points lie beside them."


def _of_the_gan(way: Way, variational: Way, now: Moment) -> str:
    past = now.iterations <= now.iteration
    counts = counts_of(now.iterations[past], way.captured[past], way.qualities[past])
    if counts.n < FEW_COUNTS:
        return f"The **GAN** is on {way.n_modes} of {N_MODES} so far."
    other = counts_of(now.iterations[past], variational.captured[past], variational.qualities[past]).quality
    than = "more" if counts.quality > other else "no more"
    quality = (
        f"The **GAN** has {percent(counts.quality)} of high quality in the median of the last {counts.n} counts, "
        f"{than} than the VAE's {percent(other)}"
    )
    if not counts.n_short:
        return f"{quality}, and all eight modes in each of them."
    look = "" if now.is_recorded or now.looks_back else " **Look back** to where its grey line dips."
    return f"{quality}; but in {counts.n_short} of these it missed modes, and at worst hit {counts.fewest}.{look}"


def ranges_table(recording: RingRecording) -> str:
    """Return the recorded runs' second halves as a table, from the least to the most of their seeds."""
    rows = []
    for name in WAYS:
        way = recording.ways[name]
        counts = [
            counts_of(recording.iterations.astype(float), modes, quality)
            for modes, quality in zip(way.n_modes, way.quality, strict=True)
        ]
        all_eight = [1 - each.n_short / each.n for each in counts]
        fewest, quality = [each.fewest for each in counts], [each.quality for each in counts]
        rows.append(f"| {TITLES[name]} | {_span(all_eight)} | {min(fewest)} to {max(fewest)} | {_span(quality)} |")
    head = f"| {len(recording.seeds)} seeds | all {N_MODES} | fewest | quality |"
    return "\n".join([head, "|:--|--:|--:|--:|", *rows])


def _span(shares: list[float]) -> str:
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low.removesuffix(' %')} to {high}"
