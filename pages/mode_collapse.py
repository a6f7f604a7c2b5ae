"""What a GAN's failure looks like when everything can be seen: two networks that play in the plane.

After this page you can tell mode collapse from slow learning, say what a perfect generator would score, name the
setting that makes the fakes hop from mode to mode, and go through one update with all its numbers.
"""

from explorer.ui.lecture_page import show_page

show_page("mode_collapse")
