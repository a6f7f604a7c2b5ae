"""Autoencoder, VAE, GAN: one decoder, and three ways to learn it.

The student sees what each of the three makes large or small, what comes of it, and what it forgets.
"""

from explorer.ui.lecture_page import show_page

show_page("autoencoders")
