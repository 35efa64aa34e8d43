"""Proved copies of an office: made, opened again and compared, and brought back into a new place."""

from carecoop_desktop.platform.database.backup.making import make_backup
from carecoop_desktop.platform.database.backup.manifest import Manifest, read_manifest
from carecoop_desktop.platform.database.backup.restoring import restore_backup

__all__ = ["Manifest", "make_backup", "read_manifest", "restore_backup"]
