"""One decoder, and the ways to learn it: as an autoencoder, as a variational one, and as a GAN's generator.

After this page you can say what a code of k numbers keeps of a picture and what principal components would keep, why
an autoencoder alone draws nothing new, and what a GAN gives up for its sharp pictures.
"""

from explorer.ui.lecture_page import show_page

show_page("autoencoders")
