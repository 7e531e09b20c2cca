"""The program's icon for Windows: resources/icons/app.svg in every size that Windows asks for, in one .ico file.

Small sizes are bitmaps and the largest is a PNG, as Windows' own icons are: not every part of Windows and not every
installer reads a small PNG.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_AS_PNG = 256


def icon(svg: Path, sizes: tuple[int, ...] = SIZES) -> bytes:
    """The .ico file of a drawing. ValueError where that cannot be read. Needs no application object."""
    if not svg.is_file():
        raise ValueError(f"{svg} is no drawing that can be read.")
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} is no drawing that can be read.")
    pictures = [_picture(drawn(renderer, size)) for size in sizes]
    at = 6 + 16 * len(pictures)
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    for size, data in zip(sizes, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at + len(body))
        body += data
    return head + body


def drawn(renderer: QSvgRenderer, size: int) -> QImage:
    """The drawing, ``size`` pixels wide and high."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def _picture(image: QImage) -> bytes:
    return _png(image) if image.width() >= _AS_PNG else _bitmap(image)


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def _bitmap(image: QImage) -> bytes:
    """A bitmap of icons: colours from the bottom line up, and behind them a mask of one bit each, here all zero since
    the colours have their own transparency. The head gives the height of both together."""
    size = image.width()
    mask = bytes((size + 31) // 32 * 4 * size)
    upside_down = image.flipped(Qt.Orientation.Vertical)  # kept in a name: the bytes below are its own memory
    rows = bytes(upside_down.constBits())
    return struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(rows) + len(mask), 0, 0, 0, 0) + rows + mask
