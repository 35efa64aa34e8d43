"""The first run-time hook of both programs: all modules come from the one archive beside them.

PyInstaller writes the archive of modules into each executable; ours would carry the same 12 MB twice. Each executable
therefore holds an empty archive, and what follows puts ``modules.pyz`` in its place before anything else is imported.
Relies on PyInstaller's loader as of the version pinned in ``windows.lock``; the smoke test of either build proves it.
"""

import os
import sys

import pyimod01_archive
import pyimod02_importers

modules = f"{sys._MEIPASS}{os.sep}modules.pyz"
pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(modules, check_pymagic=True)
pyimod02_importers._pyz_tree = None  # the finders read it anew
sys.path_importer_cache.clear()
