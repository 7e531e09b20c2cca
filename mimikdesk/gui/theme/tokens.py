"""The colours, by what they mean. Four themes with the same names; nothing else in the program names a colour.

``tests/gui/theme/test_tokens.py`` holds every pair that can meet to its contrast: 4.5:1 for text and 3:1 for marks in
light and dark, 7:1 for both in the two of high contrast.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """The colours a piece of text or an icon may have; each is a field of ``Tokens``."""

    TEXT = "text"
    QUIET = "quiet"
    ACCENT = "accent"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    WARNING = "warning"
    DANGER = "danger"
    FAINT = "outline"
    ON_ACCENT = "on_accent"
    ON_SIDE = "on_side"
    ON_DANGER = "on_danger"


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. All values but ``dark`` are ``#RRGGBB``."""

    dark: bool
    surface: str
    """The window behind everything."""
    raised: str
    """Tables, cards, fields, menus."""
    hover: str
    selected: str
    hairline: str
    """Lines that only separate; they carry no meaning and need no contrast, and have some all the same where the theme
    is one of high contrast."""
    outline: str
    """Borders of controls and marks at rest: 3:1."""
    text: str
    quiet: str
    accent: str
    on_accent: str
    accent_soft: str
    positive: str
    negative: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    focus: str
    buy: str
    sell: str
    on_side: str

    def tone(self, tone: Tone) -> str:
        value: str = getattr(self, tone.value)
        return value


LIGHT = Tokens(
    dark=False,
    surface="#F3F4F6",
    raised="#FFFFFF",
    hover="#EDEFF2",
    selected="#E4ECF9",
    hairline="#E1E4E9",
    outline="#7D8592",
    text="#15181D",
    quiet="#565F6C",
    accent="#1D5BBF",
    on_accent="#FFFFFF",
    accent_soft="#E4ECF9",
    positive="#11693A",
    negative="#B42525",
    warning="#7F5200",
    warning_soft="#FDF1D6",
    danger="#B01E28",
    danger_soft="#FBE7E7",
    on_danger="#FFFFFF",
    focus="#1D5BBF",
    buy="#14743F",
    sell="#B92B2B",
    on_side="#FFFFFF",
)

DARK = Tokens(
    dark=True,
    surface="#111418",
    raised="#181C22",
    hover="#1F242C",
    selected="#1D2A40",
    hairline="#272D36",
    outline="#727D8D",
    text="#E6E9ED",
    quiet="#9AA4B2",
    accent="#85B1FF",
    on_accent="#0B1524",
    accent_soft="#1D2A40",
    positive="#4FC68A",
    negative="#FF857D",
    warning="#E9B352",
    warning_soft="#30270F",
    danger="#FF837D",
    danger_soft="#381C1F",
    on_danger="#210A0B",
    focus="#85B1FF",
    buy="#1B7A4A",
    sell="#B53A3A",
    on_side="#FFFFFF",
)

HIGH_LIGHT = Tokens(
    dark=False,
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EDEDED",
    selected="#D9E7FF",
    hairline="#767676",
    outline="#333333",
    text="#000000",
    quiet="#262A30",
    accent="#00327A",
    on_accent="#FFFFFF",
    accent_soft="#D9E7FF",
    positive="#00401D",
    negative="#75000F",
    warning="#523000",
    warning_soft="#FFF0C7",
    danger="#75000F",
    danger_soft="#FFE3E3",
    on_danger="#FFFFFF",
    focus="#00327A",
    buy="#004D27",
    sell="#75000F",
    on_side="#FFFFFF",
)

HIGH_DARK = Tokens(
    dark=True,
    surface="#000000",
    raised="#000000",
    hover="#1C1C1C",
    selected="#0D2447",
    hairline="#8C8C8C",
    outline="#D0D0D0",
    text="#FFFFFF",
    quiet="#E2E2E2",
    accent="#A8CEFF",
    on_accent="#000000",
    accent_soft="#0D2447",
    positive="#73EBAB",
    negative="#FFB1AC",
    warning="#FFD166",
    warning_soft="#2B2100",
    danger="#FFB1AC",
    danger_soft="#3A0A0E",
    on_danger="#000000",
    focus="#FFE14D",
    buy="#73EBAB",
    sell="#FFB1AC",
    on_side="#000000",
)
