"""LSGAN against BCE: why a fake that already fools D stops learning, what least squares change, and what they do not.

The student sees that a loss acts on G only through its gradient by D's output t, that BCE's gradient dies on the side
where D is content while the least squares gradient grows there, and that neither rescues a deep generator from a D
that has become too good.
"""

from explorer.ui.lecture_page import show_page

show_page("lsgan_vs_bce")
