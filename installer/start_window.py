"""Where the frozen windowed program begins."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from carecoop_desktop.__main__ import main

    sys.exit(main())
