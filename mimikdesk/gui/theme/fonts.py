"""The type scale: Inter at 11, 12, 13, 15 and 20 px, regular and semibold, figures all of one width."""

from enum import IntEnum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from mimikdesk.gui.theme.resources import resource

FAMILY = "Inter"


class Size(IntEnum):
    """Heights in device-independent pixels."""

    LABEL = 11
    SMALL = 12
    TEXT = 13
    TITLE = 15
    DISPLAY = 20


@cache
def load() -> None:
    """Make the bundled faces known to Qt. Call once a QGuiApplication exists; later calls do nothing."""
    for face in ("Inter-Regular.otf", "Inter-SemiBold.otf"):
        QFontDatabase.addApplicationFont(str(resource(f"fonts/{face}")))


def font(size: Size = Size.TEXT, *, strong: bool = False) -> QFont:
    """Inter with tabular figures. ``strong`` is the second weight."""
    face = QFont(FAMILY)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    face.setFeature(QFont.Tag("tnum"), 1)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face
