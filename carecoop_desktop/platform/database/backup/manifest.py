"""The small table inside a backup that says what it is: when it was made, of what, by whom, and what it must hold."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from carecoop_desktop import __version__
from carecoop_desktop.platform.database.backup.proof import MANIFEST, Proof
from carecoop_desktop.platform.database.cipher import connect
from carecoop_desktop.platform.database.faults import told
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    made_at: datetime
    program: str
    source: str
    proof: Proof

    @property
    def rows(self) -> int:
        """All rows together."""
        return sum(self.proof.counts.values())


def write_manifest(path: Path, source: str, proof: Proof) -> Manifest:
    """Make a copied file a backup: one file without a log beside it, with its manifest inside."""
    manifest = Manifest(utc_now(), __version__, source, proof)
    values = {
        "made_at": manifest.made_at.isoformat(),
        "program": manifest.program,
        "source": source,
        "proof": json.dumps(asdict(proof), sort_keys=True),
    }
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")  # all of the file is flushed while it is proved
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"CREATE TABLE {MANIFEST} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany(f"INSERT INTO {MANIFEST} VALUES (?, ?)", list(values.items()))
        connection.execute("COMMIT")
    return manifest


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself. Refusal for a file that is no backup, or one that cannot be read."""
    if not path.is_file():
        raise Refusal(f"There is no backup at {path}.", "Check the name.")
    with told(str(path)), closing(connect(path, "ro")) as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (MANIFEST,)).fetchone()
        if there is None:
            raise Refusal(f"{path.name} is not a backup.", "An office file is opened, not restored.")
        values = dict(connection.execute(f"SELECT name, value FROM {MANIFEST}").fetchall())
    try:
        proof = _sound(Proof(**json.loads(values["proof"])))
        return Manifest(datetime.fromisoformat(values["made_at"]), values["program"], values["source"], proof)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refusal(f"The backup {path.name} is damaged.", "Choose an older one.") from error


def _sound(proof: Proof) -> Proof:
    """What was written into a file by hand may be of any kind."""
    counts = proof.counts
    if not isinstance(counts, dict) or not all(isinstance(count, int) for count in counts.values()):
        raise TypeError("counts")
    if not isinstance(proof.schema, int) or not isinstance(proof.chain_length, int):
        raise TypeError("figures")
    return proof
