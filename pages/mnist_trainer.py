"""What a GAN's training looks like from inside: the pictures, both losses, and what D says, while it happens.

After this page you can say from the curves alone who is winning, why D's accuracy should fall towards one half, and
what a collapse, a divergence and a generator without a gradient look like.
"""

from explorer.chapters.mnist_trainer import failures, files, question, recorded, script, side_by_side, train
from explorer.lectures.mnist_trainer import STEPS
from explorer.ui.chapters import show_chapters
from explorer.ui.page_header import page_header

controls = page_header(
    "mnist_trainer",
    "Press Start and see: G never sees a digit, only what D thinks of its own.",
    STEPS,
    script.code,
)
show_chapters(
    controls,
    {
        "Train": train.show,
        "Question it": question.show,
        "Make it fail": failures.show,
        "Side by side": side_by_side.show,
        "Recorded runs": recorded.show,
        "Code and files": files.show,
    },
)
