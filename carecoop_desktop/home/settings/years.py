"""Tax years that an office brought in: kept in its own records, laid out as files for the shelf of the law."""

from __future__ import annotations

import hashlib
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.statutory.tables import use_folders

YEARS = "law.tax_years"
"""The setting that holds the files' names and texts."""


def kept_years(reader: Reader) -> dict[str, str]:
    """The year files that the office brought in, by name."""
    return dict(reader.setting(YEARS, {}))


def lay_out(office: Office, folder: Path) -> Path:
    """Write the office's year files where the shelf finds them, and tell it; gives the folder of this office.

    What a pay run used must stay at hand, so nothing is removed from it.
    """
    place = str(office.database.address.path or office.database.address.url)
    own = folder / "tax-years" / hashlib.sha256(place.encode()).hexdigest()[:16]
    texts = office.read(kept_years)
    try:
        for name, text in texts.items():
            own.mkdir(parents=True, exist_ok=True)
            path = own / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Fault("The office's tax years cannot be written to this computer.", str(error)) from error
    use_folders([own])
    return own
