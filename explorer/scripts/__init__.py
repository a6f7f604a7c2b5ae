"""Scripts to take away: what a page shows for its present settings, in NumPy, SciPy or torch, without the app."""
