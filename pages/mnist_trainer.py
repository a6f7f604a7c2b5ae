"""What a GAN's training looks like from inside: the pictures, both losses, and what D says, while it happens.

After this page you can say from the curves alone who is winning, why D's accuracy should fall towards one half, and
what a collapse, a divergence and a generator without a gradient look like.
"""

from explorer.ui.lecture_page import show_page

show_page("mnist_trainer")
