"""The walkthrough's steps through the variational autoencoder, on its recorded run."""

from explorer.lectures.step import Prediction, Step

_VAE = {"chapter": "variational", "vae_k": 2, "beta": 1.0}

VARIATIONAL_STEPS = (
    Step(
        "not_a_point_but_a_cloud",
        "Not a point but a cloud",
        "A variational autoencoder's encoder says two things of a picture: where its code lies, μ, and how sure it is, "
        "σ. The code is drawn, z = μ + σε, and ε is pure chance. So the decoder must draw the same picture of every z "
        "in the ellipse.",
        {**_VAE, "vae_view": "one", "vae_picture": "1", "epsilon_seed": 5.0},
        figure="autoencoders_posterior",
        look="Another seed of ε is another z, and another picture. Then choose other pictures: where are the ellipses "
        "wide?",
        note="Compare with the plain autoencoder: there a picture is a point, and nobody says what lies between the "
        "points. Here 60,000 ellipses have to share the prior's circles. Let the class call out pictures.",
        minutes=2,
        play=("vae_picture", "epsilon_seed"),
    ),
    Step(
        "a_good_picture_and_a_cheap_code",
        "A good picture, and a cheap code",
        "What is made small has two parts: the picture's error and the code's price, its KL from the prior. Together "
        "they are −ELBO. After the first moments the KL grows, to 5.9 nats at the end: the code says more, because "
        "that pays.",
        {**_VAE, "vae_view": "terms"},
        figure="autoencoders_terms",
        look="The blue part falls; the purple band on top of it is the price that is paid for that.",
        note="6 nats are 9 bits: in two numbers the encoder says as much as nine yes-or-no questions about a digit. "
        "Ask what a KL of 0 would mean. (q is the prior for every picture: the code says nothing.)",
        minutes=1.5,
    ),
    Step(
        "coordinates_that_die",
        "Coordinates that die",
        "Twenty numbers, at four times the price. Only the coordinates that earn it stay alive: 10 of 20 have a KL "
        "above 0.1 nats, and at β = 10 only 4 or 5. The others say the prior of every picture: that is posterior "
        "collapse.",
        {**_VAE, "vae_view": "terms", "vae_k": 20, "beta": 4.0},
        figure="autoencoders_betas",
        look="From right to left the code gets cheaper and the pictures worse.",
        note="The trade-off of every lossy code: rate against distortion. Press Posterior collapse and Start after the "
        "lecture: the bars die within a minute.",
        minutes=2,
        play=("beta",),
        predict=Prediction(
            "At β = 1 all twenty coordinates of a code say something: each has a KL above 0.1 nats. Now a nat costs "
            "four times as much, β = 4. How many still do?",
            {"all": "All 20", "half": "About 10", "one": "1 or 2"},
            "live_at_beta",
        ),
    ),
    Step(
        "all_that_it_draws",
        "All that it draws",
        "225 codes, equally likely under the prior, and what the decoder draws of each. No holes: one digit turns into "
        "the next. But in between stand pictures that are no digit, and all are a little smooth.",
        {**_VAE, "vae_view": "manifold", "zoom": 1.0, "window_1": 0.0, "window_2": 0.0},
        figure="autoencoders_manifold",
        look="Zoom in, and drag over the map to where two digits meet.",
        note="This is the picture of Kingma and Welling's paper. Smoothness is the price of covering everything: where "
        "two digits are possible, the decoder's best answer is their mean. A GAN never draws the mean: that would be "
        "seen through at once. It forgets instead.",
        minutes=2,
        play=("zoom", "window_1", "window_2"),
    ),
)
