"""The smallest GAN there is: four pixels, thirteen parameters, everything by hand.

Learning goal: to know what D and G compute, what each wants, and how a gradient step moves their weights, well enough
to predict the next step.
"""

from explorer.chapters.toy_faces import discriminator, faces, generator, opinion_map, together, training
from explorer.chapters.toy_faces.code import code
from explorer.lectures.toy_faces import STEPS
from explorer.ui.chapters import show_chapters
from explorer.ui.page_header import page_header

controls = page_header(
    "toy_faces",
    "Four pixels, one layer each for D and G: thirteen numbers in all. Set them yourself, push them one step at a "
    "time, then let a thousand epochs run in the time a slider takes to move.",
    STEPS,
    code,
)
show_chapters(
    controls,
    {
        "Faces": faces.show,
        "Discriminator by hand": discriminator.show,
        "Generator by hand": generator.show,
        "Put together": together.show,
        "Training": training.show,
        "Map": opinion_map.show,
    },
)
