"""The one stylesheet, made of tokens. Shapes and colours only: type is set by ``fonts``."""

from mimikdesk.gui.theme.resources import resource
from mimikdesk.gui.theme.tokens import LIGHT, Tokens

RADIUS = 6


def _clear(colour: str, strength: int) -> str:
    """The colour at ``strength`` of 255, for what lies over text."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {strength})"


def stylesheet(t: Tokens) -> str:
    """Qt style sheet text for the whole application. Variants are chosen by the dynamic property ``kind``."""
    arrow = resource("icons/shapes/chevron.svg").as_posix()
    tick = resource(f"icons/shapes/tick-{'dark' if t.dark else 'light'}.svg").as_posix()
    return f"""
QMainWindow, QDialog, QWidget#ticket, QWidget#page {{ background: {t.surface}; }}
/* Where the desktop shows no messages itself, Qt shows them on pale yellow in either theme. */
QBalloonTip, QBalloonTip QLabel {{ color: {LIGHT.text}; }}
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.outline}; padding: 4px 6px; }}

QFrame#frame {{ border: none; }}
QFrame#frame[kind="stopped"] {{ border: 3px solid {t.danger}; }}
QFrame#rail {{ background: {t.raised}; border: none; border-right: 1px solid {t.hairline}; }}
QFrame#reportline {{ background: {t.raised}; border: none; border-top: 1px solid {t.hairline}; }}
QFrame#status {{ background: {t.raised}; border: none; border-top: 1px solid {t.hairline}; }}
QFrame#card {{ background: {t.raised}; border: 1px solid {t.hairline}; border-radius: {RADIUS}px; }}
QFrame#door {{ background: {t.raised}; border: 1px solid {t.hairline}; border-radius: {RADIUS}px; }}
QFrame#door:hover {{ border-color: {t.accent}; }}
QFrame#foundaccount {{ background: transparent; border: none; border-bottom: 1px solid {t.hairline}; }}
QLabel#badge {{ color: {t.quiet}; border: 1px solid {t.outline}; border-radius: 4px; padding: 0 5px; }}
QLabel#badge[kind="live"] {{ color: {t.warning}; border-color: {t.warning}; background: {t.warning_soft}; }}
QFrame#line {{ background: {t.hairline}; border: none; }}
QFrame#mark {{ background: {_clear(t.accent, 26)}; border: none; }}
QFrame#mark[kind="focus"] {{ border: 1px solid {t.focus}; }}
QFrame#cellmark {{ background: transparent; border: 1px solid {t.focus}; border-radius: 3px; }}
QFrame#filterrow {{ background: {t.raised}; border: none; border-bottom: 1px solid {t.hairline}; }}
QFrame#flash {{ background: {_clear(t.accent, 64)}; border: none; }}
QFrame#hold {{ background: {_clear(t.danger, 85)}; border: none; border-radius: {RADIUS}px; }}

QFrame#undoline, QFrame#palette {{
    background: {t.raised}; border: 1px solid {t.outline}; border-radius: {RADIUS}px;
}}
QListWidget#nav {{ background: transparent; border: none; outline: 0; }}
QListWidget#nav::item {{ padding: 7px 10px; border-radius: {RADIUS}px; color: {t.quiet}; }}
QListWidget#nav::item:hover {{ background: {t.hover}; color: {t.text}; }}
QListWidget#nav::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
QListWidget#nav:focus {{ border: 1px solid {t.focus}; border-radius: {RADIUS}px; }}
QTreeView#palettelist::item {{ min-height: 29px; border: none; padding: 0 6px; }}
QLabel#keycap {{
    background: {t.raised}; border: 1px solid {t.outline}; border-radius: 4px; padding: 1px 6px;
}}

QLabel[kind="quiet"] {{ color: {t.quiet}; }}
QLabel[kind="positive"] {{ color: {t.positive}; }}
QLabel[kind="negative"] {{ color: {t.negative}; }}
QLabel[kind="warning"] {{ color: {t.warning}; }}
QLabel[kind="danger"] {{ color: {t.danger}; }}
QLabel[kind="accent"] {{ color: {t.accent}; }}

QFrame#strip {{ background: {t.warning_soft}; border: 1px solid {t.warning}; border-radius: {RADIUS}px; }}
QFrame#strip[kind="danger"] {{ background: {t.danger_soft}; border-color: {t.danger}; }}

QFrame#alerts {{ background: {t.raised}; border: none; border-left: 1px solid {t.outline}; }}
QFrame#alarm {{ background: {t.danger}; border: none; }}
QFrame#alarm[kind="over"] {{ background: {t.danger_soft}; border-top: 1px solid {t.danger}; }}
QLabel[kind="alarm"] {{ color: {t.on_danger}; }}

QPushButton, QToolButton {{
    background: {t.raised}; border: 1px solid {t.outline}; border-radius: {RADIUS}px; padding: 0 12px; min-height: 26px;
}}
QPushButton:hover, QToolButton:hover {{ background: {t.hover}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.selected}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {t.focus}; padding: 0 11px; min-height: 24px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {t.outline}; border-color: {t.hairline}; }}
QBalloonTip QPushButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QPushButton[kind="accent"] {{ background: {t.accent}; border-color: {t.accent}; color: {t.on_accent}; }}
QPushButton[kind="accent"]:focus {{ border-color: {t.text}; }}
QPushButton[kind="accent"]:disabled {{ background: {t.hover}; border-color: {t.hairline}; color: {t.outline}; }}
QPushButton[kind="hold"]:hover {{ background: {t.danger_soft}; color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="hold"][needed="true"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton[kind="hold"]:focus {{ border-color: {t.focus}; }}
QPushButton[kind="hold"]:disabled {{ color: {t.outline}; border-color: {t.hairline}; background: transparent; }}
QPushButton[kind="plain"], QPushButton[kind="aside"] {{
    background: transparent; border-color: transparent; padding: 0 6px;
}}
QPushButton[kind="aside"] {{ color: {t.quiet}; }}
QPushButton[kind="plain"]:hover, QPushButton[kind="aside"]:hover {{ background: {t.hover}; color: {t.text}; }}
QPushButton[kind="plain"]:focus, QPushButton[kind="aside"]:focus {{ border-color: {t.focus}; padding: 0 5px; }}
QPushButton[kind="list"] {{
    text-align: left; padding: 0 22px 0 8px; background-image: url("{arrow}"); background-repeat: no-repeat;
    background-position: right center; background-origin: border;
}}
QPushButton[kind="list"]:focus {{ padding: 0 21px 0 7px; }}
QPushButton[kind="stage"] {{
    background: transparent; border: 1px solid transparent; text-align: left; padding: 0 8px; min-height: 28px;
}}
QPushButton[kind="stage"]:hover {{ background: {t.hover}; }}
QPushButton[kind="stage"]:checked {{ background: {t.accent_soft}; color: {t.accent}; }}
QPushButton[kind="stage"]:focus {{ border: 2px solid {t.focus}; padding: 0 7px; min-height: 26px; }}
QPushButton[kind="stage"]:disabled {{ color: {t.quiet}; border-color: transparent; }}
QPushButton[kind="buy-waiting"] {{ color: {t.positive}; }}
QPushButton[kind="sell-waiting"] {{ color: {t.negative}; }}
QPushButton[kind="buy-waiting"]:disabled, QPushButton[kind="sell-waiting"]:disabled {{ color: {t.outline}; }}
QFileDialog QToolButton {{ padding: 0 4px; }}
QFileDialog QToolButton:focus {{ padding: 0 3px; }}
QToolButton[kind="step"] {{ padding: 0; }}
QPushButton[kind="alarm"] {{ background: transparent; color: {t.on_danger}; border-color: {t.on_danger}; }}
QPushButton[kind="alarm"]:hover, QPushButton[kind="alarm"]:pressed {{ background: {t.raised}; color: {t.danger}; }}
QPushButton[kind="alarm"]:focus {{ border: 2px solid {t.on_danger}; }}
QToolButton[kind="flat"] {{
    background: transparent; border: 1px solid transparent; padding: 0; min-width: 26px; min-height: 26px;
}}
QToolButton[kind="flat"]:hover {{ background: {t.hover}; }}
QToolButton[kind="flat"]:focus {{ border: 2px solid {t.focus}; min-width: 24px; min-height: 24px; }}
QToolButton[kind="bell"], QToolButton[kind="bell-unseen"], QToolButton[kind="bell-critical"] {{
    background: transparent; border: 1px solid transparent; padding: 0 6px; min-height: 20px; color: {t.quiet};
}}
QToolButton[kind="bell-unseen"] {{ color: {t.warning}; }}
QToolButton[kind="bell-critical"] {{ color: {t.danger}; }}
QToolButton[kind="bell"]:hover, QToolButton[kind="bell-unseen"]:hover, QToolButton[kind="bell-critical"]:hover {{
    background: {t.hover};
}}
QToolButton[kind="bell"]:focus, QToolButton[kind="bell-unseen"]:focus, QToolButton[kind="bell-critical"]:focus {{
    border: 2px solid {t.focus}; padding: 0 5px; min-height: 18px;
}}

QToolButton[kind="rail"] {{
    background: transparent; border: 2px solid transparent; border-radius: {RADIUS}px; padding: 6px 0 4px 0;
    color: {t.quiet}; min-height: 42px;
}}
QToolButton[kind="rail"]:hover {{ background: {t.hover}; color: {t.text}; }}
QToolButton[kind="rail"]:checked {{ background: {t.accent_soft}; color: {t.accent}; }}
QToolButton[kind="rail"]:focus {{ border: 2px solid {t.focus}; padding: 6px 0 4px 0; min-height: 42px; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}

QPushButton[kind="buy"], QPushButton[kind="sell"] {{
    color: {t.on_side}; border: 2px solid transparent; min-height: 48px; padding: 0;
}}
QPushButton[kind="buy"] {{ background: {t.buy}; }}
QPushButton[kind="sell"] {{ background: {t.sell}; }}
QPushButton[kind="buy"]:hover, QPushButton[kind="sell"]:hover {{ border-color: {t.outline}; }}
QPushButton[kind="buy"]:focus, QPushButton[kind="sell"]:focus {{
    border-color: {t.text}; min-height: 48px; padding: 0;
}}
QPushButton[kind="buy"]:pressed, QPushButton[kind="sell"]:pressed {{ border-color: {t.text}; }}
QPushButton[kind="buy"]:disabled, QPushButton[kind="sell"]:disabled {{ background: {t.hover}; color: {t.quiet}; }}
QPushButton[kind="chip"] {{
    padding: 0 8px; min-height: 26px; min-width: 16px; color: {t.quiet}; border-color: {t.hairline};
}}
QPushButton[kind="chip"]:hover {{ color: {t.text}; border-color: {t.outline}; }}
QPushButton[kind="chip"]:checked {{ background: {t.accent_soft}; color: {t.accent}; border-color: {t.accent}; }}
QPushButton[kind="chip"]:focus {{ border: 2px solid {t.focus}; min-height: 24px; padding: 0 7px; }}

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox {{
    background: {t.raised}; border: 1px solid {t.outline}; border-radius: {RADIUS}px; padding: 0 8px; min-height: 28px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; placeholder-text-color: {t.quiet};
}}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {{
    border: 2px solid {t.focus}; padding: 0 7px; min-height: 26px;
}}
QLineEdit#slim {{ min-height: 20px; }}
QLineEdit#slim:focus {{ min-height: 18px; }}
QLineEdit QToolButton {{ background: transparent; border: none; padding: 0; min-height: 0; }}
QLineEdit[kind="wrong"] {{ border-color: {t.danger}; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {t.raised}; border: 1px solid {t.outline}; selection-background-color: {t.selected};
    selection-color: {t.text}; outline: 0;
}}

QProgressBar {{ background: {t.hairline}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
QProgressBar[kind="warning"]::chunk {{ background: {t.warning}; }}
QProgressBar[kind="danger"]::chunk {{ background: {t.danger}; }}
QProgressBar[kind="off"]::chunk {{ background: {t.outline}; }}
QPlainTextEdit {{
    background: {t.raised}; border: 1px solid {t.hairline}; border-radius: {RADIUS}px; padding: 4px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QPlainTextEdit:focus {{ border-color: {t.focus}; }}
QFrame#riskrule {{ background: transparent; border: none; border-bottom: 1px solid {t.hairline}; }}

QRadioButton, QCheckBox {{
    spacing: 7px; border: 1px solid transparent; border-radius: 5px; padding: 1px 5px 1px 2px;
}}
QRadioButton:focus, QCheckBox:focus {{ border-color: {t.focus}; }}
QRadioButton::indicator, QCheckBox::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.outline}; background: {t.raised};
}}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator:hover, QCheckBox::indicator:hover {{ background: {t.hover}; }}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 5px solid {t.accent}; background: {t.on_accent};
}}
QTableView::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.outline}; border-radius: 4px; background: {t.raised};
}}
QCheckBox::indicator:checked, QTableView::indicator:checked {{
    border-color: {t.accent}; background: {t.accent}; image: url("{tick}");
}}
QTableView::indicator:disabled {{ border-color: {t.hairline}; }}
QCheckBox::indicator:checked:disabled {{ border-color: {t.outline}; background: {t.outline}; }}
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled {{ border-color: {t.hairline}; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
QScrollArea:focus {{ border: 1px solid {t.focus}; border-radius: {RADIUS}px; }}
QListView#boxed {{
    background: {t.raised}; border: 1px solid {t.hairline}; border-radius: {RADIUS}px; outline: 0; padding: 4px;
}}
QListView#boxed::item {{ min-height: 20px; padding: 4px 6px; border-radius: 4px; }}
QListView#boxed::item:selected {{ background: {t.selected}; color: {t.text}; }}
QListView#boxed:focus {{ border-color: {t.focus}; }}
QTreeView, QTableView {{ background: {t.raised}; border: 1px solid {t.raised}; outline: 0; }}
QTreeView:focus, QTableView:focus {{ border: 1px solid {t.focus}; }}
QTreeView#boxed, QTableView#boxed {{ border: 1px solid {t.hairline}; border-radius: {RADIUS}px; }}
QTreeView#boxed:focus, QTableView#boxed:focus {{ border-color: {t.focus}; }}
QTreeView::item, QTableView::item {{ border: none; border-bottom: 1px solid {t.hairline}; padding: 0 4px; }}
QTreeView::item:selected, QTableView#boxed::item:selected {{ background: {t.selected}; color: {t.text}; }}
QHeaderView {{ background: {t.raised}; border: none; }}
QHeaderView::section {{
    background: {t.raised}; color: {t.quiet}; border: none; border-bottom: 1px solid {t.hairline}; padding: 0 6px;
}}
QFrame#grouphead {{ background: {t.raised}; border: none; border-bottom: 1px solid {t.hairline}; }}

QMenu {{ background: {t.raised}; border: 1px solid {t.outline}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
QMenu::item:disabled {{ color: {t.quiet}; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: 4px 8px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{
    background: {t.outline}; border: 3px solid {t.raised}; border-radius: 6px; min-height: 32px; min-width: 32px;
}}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
