"""Putting the app on a server: several processes behind nginx, and the entry point for Community Cloud."""
