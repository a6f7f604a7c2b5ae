"""GAN Explorer: theory, training and pictures for teaching generative adversarial networks."""
