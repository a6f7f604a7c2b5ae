"""What the ids that several pages share are called where they are shown."""

LOSSES = {
    "saturating": "saturating",
    "non_saturating": "non-saturating",
    "lsgan": "LSGAN",
    "hinge": "hinge",
    "wgan": "WGAN",
    "wgan_gp": "WGAN-GP",
}

# The Dirac-GAN's: how it is trained, who steps when.
METHODS = {
    "gan": "GAN",
    "non_saturating": LOSSES["non_saturating"],
    "wgan": LOSSES["wgan"],
    "wgan_gp": LOSSES["wgan_gp"],
    "lsgan": LOSSES["lsgan"],
    "instance_noise": "instance noise",
    "r1": "R1",
    "consensus": "consensus",
}
SCHEDULES = {"simultaneous": "simultaneous", "alternating": "alternating", "five_steps": "5 steps of D"}
DIVERGENCES = {"jsd": "JSD", "kl": "KL", "w1": "W1"}

# The 2-D lab's: real points, parts of its networks, cures of mode collapse.
POINTS = {
    "ring": "Ring",
    "line": "Line",
    "two_gaussians": "Two Gaussians",
    "disjoint": "Disjoint",
    "two_moons": "Two moons",
    "spiral": "Spiral",
    "ring_of_8": "Ring of 8",
    "grid_of_25": "Grid of 25",
    "own": "Your own",
}
ACTIVATIONS = {"tanh": "tanh", "relu": "ReLU", "leaky_relu": "leaky ReLU"}
OPTIMIZERS = {"adam": "Adam", "sgd": "SGD"}
CURES = {
    "plain": "plain",
    "five_steps": "5 steps of D",
    "minibatch": "minibatch",
    "pacgan": "PacGAN",
    "unrolled_1": "unrolled 1",
    "unrolled_5": "unrolled 5",
    "r1": "R1",
}

# What the GAN on digits learns from.
DIGITS = {"mnist": "MNIST", "fashion_mnist": "Fashion-MNIST", "built_in": "built-in"}

# The attacks on the classifier of digits.
NORMS = {"l2": "L2", "linf": "L∞"}
CLASSIFIERS = {"plain": "plain", "robust": "robust"}
ATTACKS = {"random": "random noise", "one_step": "one step", "pgd": "PGD", "deepfool": "DeepFool"}

# The autoencoders': what they are, and the loss of their pixels.
AUTOENCODERS = {"autoencoder": "autoencoder", "variational": "variational autoencoder"}
PIXEL_LOSSES = {"squared": "squared", "absolute": "absolute", "cross_entropy": "cross-entropy"}
