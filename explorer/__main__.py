"""The command line: `python -m explorer train --help`."""

import sys

from explorer.command_line.train import main

if __name__ == "__main__":
    sys.exit(main())
