"""The values that the trainer's controls offer, where it is one of several."""

BATCH_SIZES = (16, 32, 64, 128, 256)
LEARNING_RATES = (5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2)
N_ITERATIONS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
R1_WEIGHTS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
AVERAGES = (0.0, 0.9, 0.99, 0.995, 0.999)
