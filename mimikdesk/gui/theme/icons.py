"""Icons: outline drawings of one set and a few shapes, coloured for the theme and sharp at every scaling.

An icon is drawn once per name, colour and size, at each screen scaling from 100 to 200 %.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mimikdesk.gui.theme.resources import resource

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
_STROKE = 1.35
"""Line weight in px, the same for 16 and 20 px icons; the set is drawn on a grid of 24 with a stroke of 2."""


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    """The SVG text of ``set/name``, e.g. ``lucide/pause`` or ``shapes/ring``."""
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """One drawing at ``size`` px for one screen scaling."""
    drawing = _drawing(name).replace("currentColor", colour)
    if name.startswith("lucide/"):
        drawing = drawing.replace('stroke-width="2"', f'stroke-width="{24 * _STROKE / size:.3f}"')
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    box: QSize = renderer.defaultSize()
    height = round(size * scale)
    width = round(height * box.width() / box.height())
    canvas = QPixmap(width, height)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    canvas.setDevicePixelRatio(scale)
    return canvas


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int = 16) -> QIcon:
    """A drawing as an icon ``size`` px high; wider where the drawing is."""
    made = QIcon()
    for scale in SCALES:
        drawn = pixmap(name, colour, size, scale)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # a selection would lay its colour over the icon's
            made.addPixmap(drawn, mode)
    return made
