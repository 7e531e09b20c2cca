"""The icon file for Windows: every size is in it, and each looks like the drawing."""

from pathlib import Path

import app_icon
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[3] / "resources" / "icons" / "app.svg"


def pictures(path: Path) -> list[QImage]:
    reader = QImageReader(str(path))
    found = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        found.append(reader.read())
    return found


def test_windows_finds_every_size_it_asks_for(tmp_path: Path) -> None:
    (tmp_path / "app.ico").write_bytes(app_icon.icon(DRAWING))
    assert [picture.size() for picture in pictures(tmp_path / "app.ico")] == [
        QSize(size, size) for size in app_icon.SIZES
    ]


@pytest.mark.parametrize("size", app_icon.SIZES)
def test_a_picture_is_the_drawing_pixel_by_pixel(size: int, tmp_path: Path) -> None:
    (tmp_path / "app.ico").write_bytes(app_icon.icon(DRAWING, (size,)))
    (picture,) = pictures(tmp_path / "app.ico")
    drawn = app_icon.drawn(QSvgRenderer(str(DRAWING)), size)
    assert picture.convertToFormat(QImage.Format.Format_ARGB32) == drawn
    assert drawn.pixelColor(0, 0).alpha() == 0
    assert drawn.pixelColor(size // 2, size // 8).alpha() == 255


def test_a_drawing_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no drawing"):
        app_icon.icon(tmp_path / "missing.svg")
