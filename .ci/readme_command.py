"""Prints a command that the README gives: the code block below ``<!-- command: NAME -->``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
found = re.search(rf"<!-- command: {re.escape(sys.argv[1])} -->\s*```\w*\n(.+?)\n```", readme, re.DOTALL)
if not found:
    sys.exit(f"the README has no command {sys.argv[1]!r}")
sys.stdout.write(found[1].strip() + "\n")
