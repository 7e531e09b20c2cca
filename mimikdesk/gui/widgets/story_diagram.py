"""The story of a copy as a drawing: a line for each follower, with a mark for each step at its time.

Times run from the leader's doing, on a scale in which each step to the right is ten times longer, because a decision
takes microseconds and a fill may take minutes. Painted in Python: it stands still, in a window of its own.
"""

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mimikdesk.domain.decisions import CopyOutcome, Verdict
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui import format as fmt
from mimikdesk.gui.stories import result, story_words
from mimikdesk.gui.theme import fonts
from mimikdesk.gui.theme.theme import Theme
from mimikdesk.gui.theme.tokens import Tone
from mimikdesk.gui.translate import Later, later, told, tr
from mimikdesk.services.story_view import StoryLeg, StoryView

ROW, HEAD, FOOT = 34, 30, 32
LEFT, RIGHT, MARGIN = 248, 180, 12
LEAST_WIDTH = 640
SHORTEST = MILLISECOND // 10
"""What is quicker stands at the left edge."""
_SIZE = 5.0
"""Half a mark's height, px."""
_ENDED_BADLY = (CopyOutcome.REJECTED, CopyOutcome.NOT_SENT, CopyOutcome.LOST)

_Draw = Callable[[QPainter, QPointF], None]


def _diamond(painter: QPainter, at: QPointF) -> None:
    half = _SIZE * 0.9
    points = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
    painter.drawPolygon(QPolygonF([at + point for point in points]))


def _arrow(painter: QPainter, at: QPointF) -> None:
    points = [QPointF(-_SIZE * 0.8, -_SIZE), QPointF(_SIZE, 0), QPointF(-_SIZE * 0.8, _SIZE)]
    painter.drawPolygon(QPolygonF([at + point for point in points]))


def _ring(painter: QPainter, at: QPointF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, _SIZE + 2, _SIZE + 2)


def _dot(painter: QPainter, at: QPointF) -> None:
    painter.drawEllipse(at, _SIZE - 1, _SIZE - 1)


MARKS: tuple[tuple[Later, Tone, _Draw, Callable[[StoryLeg], int | None]], ...] = (
    (later("Story", "decided"), Tone.QUIET, _diamond, lambda leg: leg.decided_ns),
    (later("Story", "sent"), Tone.ACCENT, _arrow, lambda leg: leg.sent_ns),
    (later("Story", "acknowledged"), Tone.QUIET, _ring, lambda leg: leg.acknowledged_ns),
    (later("Story", "filled"), Tone.POSITIVE, _dot, lambda leg: leg.filled_ns),
    (later("Story", "filled"), Tone.POSITIVE, _dot, lambda leg: leg.done_ns),
)
"""Each step with its colour, its shape, and its time."""
_IN_LEGEND = MARKS[:4]


class StoryDiagram(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._story: StoryView | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Story", "Timing of the copy"))
        theme.changed.connect(self.update)

    def show_story(self, story: StoryView) -> None:
        self._story = story
        self.setAccessibleDescription(story_words(story))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        rows = len(self._story.legs) if self._story is not None else 0
        return QSize(LEAST_WIDTH, HEAD + ROW * rows + FOOT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def place(self, after_ns: int) -> float:
        """Where a time stands, px from the left."""
        start, width = LEFT, self.width() - LEFT - RIGHT - MARGIN
        return start + width * min(1.0, _share(after_ns) / _share(self._longest()))

    def _longest(self) -> int:
        """The end of the scale: the next power of ten after the last mark."""
        legs = self._story.legs if self._story is not None else ()
        times = [time for leg in legs for *_, of in MARKS if (time := of(leg)) is not None]
        latest = max(times, default=0)
        decades = math.ceil(math.log10(max(latest, 10 * SHORTEST) / SHORTEST) + 0.02)
        return int(SHORTEST * 10**decades)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._story is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._scale(painter)
        for number, leg in enumerate(self._story.legs):
            self._leg(painter, leg, HEAD + ROW * number)
        self._legend(painter)
        painter.end()

    def _scale(self, painter: QPainter) -> None:
        """The leader's moment, and a line at each power of ten."""
        tokens, legs = self._theme.tokens, len(self._story.legs) if self._story else 0
        bottom = HEAD + ROW * legs
        painter.setFont(fonts.font(fonts.Size.LABEL))
        metrics = QFontMetrics(painter.font())
        time = SHORTEST
        while time <= self._longest():
            x = round(self.place(time)) + 0.5
            first = time == SHORTEST
            painter.setPen(QPen(QColor(tokens.accent if first else tokens.hairline), 2 if first else 1))
            painter.drawLine(QPointF(x, HEAD - 6), QPointF(x, bottom))
            text = tr("Story", "leader") if first else _at(time)
            width = metrics.horizontalAdvance(text)
            painter.setPen(QColor(tokens.accent if first else tokens.quiet))
            painter.drawText(QPointF(x - width / 2, HEAD - 12), text)
            time *= 10

    def _leg(self, painter: QPainter, leg: StoryLeg, top: int) -> None:
        tokens, middle = self._theme.tokens, top + ROW / 2
        painter.setFont(fonts.font(fonts.Size.SMALL, strong=True))
        painter.setPen(QColor(tokens.text))
        self._text(painter, QRectF(0, top, LEFT - MARGIN, ROW), leg.account_name)
        right = QRectF(self.width() - RIGHT, top, RIGHT - MARGIN, ROW)
        painter.setFont(fonts.font(fonts.Size.SMALL))
        if not leg.qty:
            held = leg.verdict in (Verdict.HELD, Verdict.CLIPPED)
            painter.setPen(QColor(tokens.warning if held else tokens.quiet))
            left = self.place(0) + MARGIN
            self._text(painter, QRectF(left, top, self.width() - left - MARGIN, ROW), told(leg.decision))
            return
        word, tone = result(leg)
        painter.setPen(QColor(tokens.tone(tone)))
        slip = "" if leg.slippage_ticks is None else tr("Story", ", {0} ticks", fmt.ticks(leg.slippage_ticks))
        self._text(painter, right, word + slip)
        times = [time for *_, of in MARKS if (time := of(leg)) is not None]
        if times:
            painter.setPen(QPen(QColor(tokens.outline), 1))
            painter.drawLine(QPointF(self.place(0), middle), QPointF(self.place(max(times)), middle))
        bad = leg.outcome in _ENDED_BADLY
        for _word, tone, draw, of in MARKS:
            if (time := of(leg)) is not None:
                self._mark(painter, QPointF(self.place(time), middle), tone, draw)
        if bad and times:
            self._cross(painter, QPointF(self.place(max(times)) + 3 * _SIZE, middle))

    def _mark(self, painter: QPainter, at: QPointF, tone: Tone, draw: _Draw) -> None:
        colour = QColor(self._theme.tokens.tone(tone))
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour)
        draw(painter, at)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _cross(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor(self._theme.tokens.danger), 2))
        for side in (-1, 1):
            half = QPointF(_SIZE * 0.8, side * _SIZE * 0.8)
            painter.drawLine(at - half, at + half)

    def _legend(self, painter: QPainter) -> None:
        legs = len(self._story.legs) if self._story else 0
        middle = HEAD + ROW * legs + FOOT / 2 + 2
        painter.setFont(fonts.font(fonts.Size.LABEL))
        metrics = QFontMetrics(painter.font())
        x = float(LEFT)
        for word, tone, draw, _of in _IN_LEGEND:
            self._mark(painter, QPointF(x, middle), tone, draw)
            text = word.tr()
            painter.setPen(QColor(self._theme.tokens.quiet))
            painter.drawText(QPointF(x + 12, middle + 4), text)
            x += 12 + metrics.horizontalAdvance(text) + 24

    @staticmethod
    def _text(painter: QPainter, box: QRectF, text: str) -> None:
        shown = QFontMetrics(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _at(time_ns: int) -> str:
    """A power of ten as the scale names it: ``10 ms``, ``100 s``, ``28 h``."""
    if time_ns < SECOND:
        return f"{time_ns // MILLISECOND}{fmt.THIN}ms"
    seconds = time_ns // SECOND
    return f"{seconds:,}{fmt.THIN}s" if seconds <= 1000 else f"{seconds / 3600:.2g}{fmt.THIN}h"


def _share(after_ns: int) -> float:
    """Powers of ten above the shortest time."""
    return math.log10(max(after_ns, SHORTEST) / SHORTEST)
