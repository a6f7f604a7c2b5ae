"""What a training thread does before it computes."""

import os
import sys
import threading

from explorer.training.slots import LOW_PRIORITY, step_back


def test_a_training_thread_steps_back_and_no_other_thread_with_it():
    def priority():
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) if sys.platform == "linux" else 0

    def work():
        step_back()
        seen.append(priority())

    before, seen = priority(), []
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [min(19, before + LOW_PRIORITY) if sys.platform == "linux" else 0]
    assert priority() == before
