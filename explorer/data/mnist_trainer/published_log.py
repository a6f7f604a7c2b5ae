"""What a published tutorial printed while its dense GAN learned MNIST, to set beside a run of our own."""

# (iteration, accuracy of D in %, loss of D, loss of G): the log of the tutorial whose networks and settings are the
# "dense" ones here. Accuracy and D's loss are means over its real and its fake batch of 128, so that its loss of D is
# half of the sum that Goodfellow et al. 2014 write: ln 2 = 0.693 at the equilibrium. Each row is one iteration's batch.
PUBLISHED_LOG: tuple[tuple[int, float, float, float], ...] = (
    (1000, 96.09, 0.129656, 3.387729),
    (2000, 97.66, 0.079047, 3.964481),
    (3000, 97.27, 0.071152, 5.072118),
    (4000, 91.02, 0.217956, 3.993687),
    (5000, 86.72, 0.380112, 3.941338),
    (6000, 89.45, 0.292950, 4.491636),
    (7000, 85.55, 0.345073, 4.056399),
    (8000, 86.33, 0.396545, 3.101150),
    (9000, 70.70, 0.744731, 2.761991),
    (10000, 80.86, 0.444913, 3.474383),
    (11000, 82.81, 0.362310, 3.101751),
    (12000, 84.38, 0.383188, 3.111648),
    (13000, 89.06, 0.283140, 3.082010),
    (14000, 81.64, 0.411019, 2.747284),
    (15000, 82.03, 0.386751, 2.795580),
    (16000, 80.86, 0.475734, 2.436490),
    (17000, 89.45, 0.285364, 2.764011),
    (18000, 91.80, 0.202013, 4.058733),
    (19000, 86.72, 0.285773, 3.038511),
    (20000, 81.64, 0.354960, 2.719907),
)
