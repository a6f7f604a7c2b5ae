"""The questions of the page on the live trainer: the answers to its predictions."""

import numpy as np

from explorer.data.recordings import load_recording
from explorer.numbers import percent
from explorer.quiz.outcome import Answer, Controls, nearest


def accuracy_at_the_end(_: Controls) -> Answer:
    """D's accuracy over the last tenth of the recorded run."""
    accuracy = load_recording("dense_20000").curves["accuracy"]
    mean = float(np.mean(accuracy[-len(accuracy) // 10 :]))
    option = nearest(mean, {"half": 0.5, "most": 0.8, "all": 1.0})
    early = float(np.mean(accuracy[: len(accuracy) // 10]))
    return Answer(
        option,
        f"Over the last tenth of the recorded run D is right {percent(mean, 1)} of the time.",
        {
            "half": "That is the end of the theory, where G's pictures cannot be told from real ones. These can, by "
            f"their specks for one: D is still right {percent(mean)} of the time.",
            "all": f"So it was in the first tenth: {percent(early, 1)}. Since then G has caught up, but it has not "
            "drawn level.",
        },
    )
