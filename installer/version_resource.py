"""The version of the program in the forms that Windows asks for."""

from __future__ import annotations

import re


def four_numbers(version: str) -> tuple[int, int, int, int]:
    """``1.2.3`` as Windows counts versions: (1, 2, 3, 0); what follows the numbers (``rc1``) is left out."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    if not found:
        raise ValueError(f"not a version: {version!r}")
    numbers = [min(int(part), 65535) for part in found[0].split(".")][:4]
    first, second, third, fourth = [*numbers, 0, 0, 0][:4]
    return first, second, third, fourth


def resource_text(version: str, description: str, file_name: str) -> str:
    """A version resource as PyInstaller reads it; British English, Unicode."""
    numbers = four_numbers(version)
    words = {
        "CompanyName": "CareCoop",
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": file_name.rsplit(".", 1)[0],
        "LegalCopyright": "AGPL-3.0-or-later",
        "OriginalFilename": file_name,
        "ProductName": "CareCoop",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,\n"
        "    subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable('080904B0', [{strings}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n"
    )
