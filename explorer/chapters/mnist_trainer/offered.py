"""The values that the trainer's controls offer: one of several, or anything from one end to the other."""

BATCH_SIZES = (16, 32, 64, 128, 256)
LEARNING_RATES = (5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2)
N_ITERATIONS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
R1_WEIGHTS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0)
AVERAGES = (0.0, 0.9, 0.99, 0.995, 0.999)

# the same by the settings' names
ONE_OF = {
    "batch_size": BATCH_SIZES,
    "learning_rate_D": LEARNING_RATES,
    "learning_rate_G": LEARNING_RATES,
    "averaging": AVERAGES,
    "n_iterations": N_ITERATIONS,
    "r1": R1_WEIGHTS,
}
ENDS = {"beta1": (0.0, 0.95), "label_smoothing": (0.0, 0.3), "instance_noise": (0.0, 1.0)}
