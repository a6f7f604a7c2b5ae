"""Putting the app on a server: supervisor and nginx, and the entry point for Community Cloud."""
