"""What of the collected files the program never uses, and so does not travel with it."""

from __future__ import annotations

from collections.abc import Iterable

EXCLUDED_MODULES = (
    "tkinter", "unittest", "pydoc", "pydoc_data", "doctest", "lib2to3", "ensurepip", "idlelib", "turtle", "test",
    "setuptools", "pkg_resources", "_distutils_hack", "pip", "wheel", "pytest", "hypothesis", "IPython", "numpy",
    "pandas", "cairo",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtQuickWidgets", "PySide6.QtQuickControls2", "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtDesigner", "PySide6.QtHelp",
    "PySide6.QtXml", "PySide6.QtConcurrent", "PySide6.QtUiTools",
    "PIL.ImageQt", "PIL.ImageTk", "PIL.AvifImagePlugin", "PIL._avif", "PIL._webp", "PIL._imagingtk",
    "PIL._imagingft", "PySide6.QtPrintSupport",
    "lxml.html", "lxml.isoschematron", "lxml.objectify", "lxml.sax", "PIL.ImageCms", "charset_normalizer",
    "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.testing",
    "alembic.testing", "mako.testing",
    "fontTools.varLib", "fontTools.feaLib.ast", "fontTools.feaLib.parser", "fontTools.feaLib.builder",
    "fontTools.designspaceLib", "fontTools.otlLib", "fontTools.colorLib", "fontTools.subset", "fontTools.merge",
    "fontTools.ufoLib", "cffi", "pycparser", "_pydecimal", "_pydatetime", "PIL.TiffImagePlugin",
    "reportlab.platypus", "reportlab.graphics", "pygments", "mako.ext", "pypdf", "carecoop_desktop.home.bench",
)  # fmt: skip
"""Modules nothing of ours reaches; what must stay is proved by running the frozen program, not by this list."""

_UNUSED = (
    "opengl32sw", "qt6qml", "qt6quick", "qt6opengl", "qt6pdf", "qt6virtualkeyboard", "qt6sql", "qt6test", "qt6designer",
    "qt6help", "qt6xml", "qt6concurrent", "qt6eglfs", "qt6wlshell", "d3dcompiler",
    "plugins/tls/", "plugins/networkinformation/", "plugins/generic/", "plugins/egldeviceintegrations/",
    "plugins/qmltooling/", "plugins/sqldrivers/", "plugins/platforminputcontexts/libqtvirtualkeyboard",
    "platforms/qdirect2d", "platforms/qminimal.", "platforms/libqminimal.", "platforms/libqminimalegl",
    "platforms/libqeglfs", "platforms/libqlinuxfb", "platforms/libqvnc", "platforms/libqvkkhrdisplay",
    "imageformats/qicns", "imageformats/qtga", "imageformats/qtiff", "imageformats/qwbmp", "imageformats/qwebp",
    "imageformats/qgif", "imageformats/libqicns", "imageformats/libqtga", "imageformats/libqtiff",
    "imageformats/libqwbmp", "imageformats/libqwebp", "imageformats/libqgif",
    "_avif", "pil/_webp", "pil/_imagingtk", "pil/_imagingft", "pil/_imagingcms", "qt6printsupport",
    "plugins/printsupport/", "plugins/styles/", "jsonschema/benchmarks/",
    "gtk3", "libgtk-3", "libgdk-3",
)  # fmt: skip

_FACES = (
    "-regular.ttf", "-semibold.ttf", "-it.ttf",
    "-regular.otf", "-semibold.otf", "-bold.otf", "-it.otf",
)  # fmt: skip
"""Papers embed the first, the window shows the others."""


def used(name: str) -> bool:
    """Whether the file collected under ``name`` (relative, either slash) belongs in the program's folder."""
    path = name.replace("\\", "/").lower()
    if any(part in path.replace("libqt6", "qt6") for part in _UNUSED):
        return False
    if "pyside6" in path and "/translations/" in path:
        return path.rsplit("/", 1)[1].startswith(("qtbase_en", "qt_en"))
    if "tzdata/zoneinfo/" in path:
        return "/zoneinfo/europe/" in path or path.endswith(("/utc", ".py", "/zones", "/tzdata.zi"))
    if "font_source_sans_pro/files/" in path:
        return path.endswith((".txt", *_FACES))
    return True


def trimmed(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Those of PyInstaller's (name, source, kind) entries that are used."""
    return [entry for entry in entries if used(entry[0])]
