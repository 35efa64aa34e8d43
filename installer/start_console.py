"""Where the frozen command line begins."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from carecoop_desktop.cli import main

    sys.exit(main())
