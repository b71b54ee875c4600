"""``welfare-desk`` and ``python -m welfare_desk``."""

import sys

from welfare_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
