"""One large library is imported at a time, whichever thread asks for it first.

scipy.stats, which scikit-learn imports, looks into torch, and fails while another thread is still importing that.
"""

import threading

IMPORTING = threading.RLock()
