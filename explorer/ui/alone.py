"""What the components begin with that send by themselves: `alone.js`."""

from pathlib import Path

ALONE_JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
