"""Programs that make the files in `explorer/recordings`."""
