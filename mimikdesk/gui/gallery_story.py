"""Made-up stories of copies for the gallery and the tests of the window."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from mimikdesk.domain.decisions import CopyOutcome, Verdict
from mimikdesk.domain.ids import AccountId, GroupId
from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui.app_window import Ui
from mimikdesk.gui.gallery_data import MNQ, START_NS, activity, lane
from mimikdesk.gui.gallery_data import crowded as crowded_board
from mimikdesk.gui.main_window import ACTIVITY, COCKPIT
from mimikdesk.services.story_view import StoryLeg, StoryView
from mimikdesk.services.views import Update


def leg(name: str, qty: int = 4, *, sent_ns: int = 900_000, fill_ms: int = 38, slip: str = "0.5") -> StoryLeg:
    """A copy that was filled."""
    return StoryLeg(
        account=AccountId(f"practice-1/{name}"),
        account_name=name,
        symbol=MNQ,
        verdict=Verdict.COPIED,
        decision=f"Entry of 4 copied: opens {qty} (x{qty / 4:g}).",
        side=Side.BUY,
        qty=qty,
        filled=qty,
        decided_ns=0,
        sent_ns=sent_ns,
        acknowledged_ns=fill_ms * MILLISECOND // 2,
        filled_ns=fill_ms * MILLISECOND,
        done_ns=fill_ms * MILLISECOND,
        price=Decimal("25504.25") + Decimal(slip) * Decimal("0.25"),
        leader_price=Decimal("25504.25"),
        slippage_ticks=Decimal(slip),
        outcome=CopyOutcome.FILLED,
    )


def _without(name: str, verdict: Verdict, decision: str) -> StoryLeg:
    return StoryLeg(AccountId(f"practice-1/{name}"), name, MNQ, verdict, decision)


def story(*legs: StoryLeg, trigger_id: str = "t1") -> StoryView:
    text = "Entry of 4 MNQH6 by the leader, now long 4."
    return StoryView(trigger_id, "NQ scalps", "Leader 50K", MNQ, text, START_NS, 2, legs)


def normal() -> StoryView:
    """One of everything that may become of a copy."""
    refused = StoryLeg(
        account=AccountId("practice-1/Follower E"),
        account_name="Follower E",
        symbol=MNQ,
        verdict=Verdict.COPIED,
        decision="Entry of 4 copied: opens 4 (x1).",
        side=Side.BUY,
        qty=4,
        decided_ns=0,
        sent_ns=1_100_000,
        acknowledged_ns=22 * MILLISECOND,
        outcome=CopyOutcome.REJECTED,
        said="Exceeds the account's maximum position size",
    )
    waiting = StoryLeg(
        AccountId("practice-1/Follower F"),
        "Follower F",
        MNQ,
        Verdict.COPIED,
        "Entry of 4 copied: opens 4 (x1).",
        qty=4,
        decided_ns=0,
        sent_ns=1_150_000,
    )
    slow = leg("Follower C", 6, sent_ns=1_000_000, fill_ms=640, slip="-1")
    held = "Opening trade held back: The follower is switched off."
    return story(
        leg("Follower A"),
        leg("Follower B", 2, sent_ns=950_000, fill_ms=61, slip="1.25"),
        slow,
        _without("Follower D", Verdict.HELD, held),
        refused,
        waiting,
    )


def crowded(followers: int = 20) -> StoryView:
    """Many followers with long names, and one that took hours."""
    legs = [
        leg(
            f"TPT-PRO-{number:02d}-FUNDED-150K-EVALUATION",
            24,
            sent_ns=900_000 + number * 60_000,
            fill_ms=20 + number * 9,
        )
        for number in range(1, followers)
    ]
    late = leg("APEX-284117-LEADER-EVALUATION", 12, fill_ms=4 * 3600 * SECOND // MILLISECOND)
    return story(*legs, late, trigger_id="t2")


def _told() -> Update:
    """Lines that belong to a story, a crowd of accounts, and what there is to be hidden."""
    lines = tuple(
        replace(row, group_name="NQ scalps" if row.account_name else "", trigger_id="t1" if row.account_name else "")
        for row in activity()
    )
    watched = replace(lane(), skew_ns=-12 * MILLISECOND)
    return Update(board=crowded_board(), lane=watched, activity=lines, stories=(normal(), crowded()))


SCENES: dict[str, Update] = {"copies": _told()}


def subjects(ui: Ui) -> Iterator[tuple[str, QWidget]]:
    """What the trader does with cockpit and activity: folded, filtered and hidden; narrowed, exported; the stories."""
    window, cockpit, page = ui.window, ui.window.cockpit, ui.window.activity
    window.show_page(COCKPIT)
    cockpit.fold_all(True)
    cockpit.view.fold(GroupId("g3"), False)
    cockpit.view.setFocus()
    cockpit.view.setCurrentIndex(cockpit.model.index(0, 0))
    yield "folded", window
    cockpit.open_finder()
    cockpit.finder.field.setText("out of step")
    window.hide_money(True)
    yield "found-and-hidden", window
    window.hide_money(False)
    cockpit.finder.shut()
    window.show_page(ACTIVITY)
    page.choices.levels.setCurrentIndex(1)
    page.view.setCurrentIndex(page.filter.index(0, 0))
    window.exports.line.say_busy("Exporting the log: 3,200 of 12,000 records.", 0.27, cancel=True)
    yield "narrowed", window
    window.exports.line.hide()
    window.exports.ask(("Leader 50K", "Follower A"), "Follower A")
    if window.exports.window is not None:
        yield "export", window.exports.window
        window.exports.window.reject()
    for name, told in (("story", normal()), ("long-story", crowded())):
        page.story_window.open_story(told)
        yield name, page.story_window
    page.story_window.close()
