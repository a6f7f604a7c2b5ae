"""`make bench`: every benchmark, each printing ratios measured in one run, so that a slow machine does not matter."""

from benchmarks import (
    autoencoder_training,
    classroom,
    digit_quality,
    dragging,
    gan_2d,
    gan_training,
    lab_pictures,
    memory,
    slider_response,
    start_up,
    toy_training,
    while_training,
)

BENCHMARKS = (
    toy_training,
    gan_2d,
    gan_training,
    autoencoder_training,
    start_up,
    slider_response,
    dragging,
    while_training,
    lab_pictures,
    memory,
    classroom,
    digit_quality,
)

for benchmark in BENCHMARKS:
    print(f"\n{benchmark.__doc__.splitlines()[0]}")
    benchmark.main()
