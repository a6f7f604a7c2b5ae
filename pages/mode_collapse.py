"""What a GAN's failure looks like when everything can be seen: two networks that play in the plane.

After this page you can tell mode collapse from slow learning, say what a perfect generator would score, name the
setting that makes the fakes hop from mode to mode, and go through one update with all its numbers.
"""

from explorer.chapters.mode_collapse import cures, lab, slow_motion
from explorer.chapters.mode_collapse.code import code
from explorer.lectures.mode_collapse import STEPS
from explorer.ui.chapters import show_chapters
from explorer.ui.page_header import page_header

controls = page_header(
    "mode_collapse",
    "Real points are blue, G's fakes orange. Green is where **D**, the discriminator, says *real*; G never sees the "
    "blue points, only how D's answer changes around its own.",
    STEPS,
    code,
)
show_chapters(controls, {"The lab": lab.show, "Slow motion": slow_motion.show, "Cures": cures.show})
