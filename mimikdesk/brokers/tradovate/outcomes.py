"""What became of one command (new, change, cancel), told by its own row and by two kinds of reports in any order."""

from dataclasses import dataclass

from mimikdesk.brokers.tradovate import facts
from mimikdesk.brokers.tradovate.rows import CommandReportRow, CommandRow, ExecutionRow

REFUSED = frozenset({"RiskRejected", "ExecutionRejected"})


@dataclass(slots=True)
class Outcome:
    """``row`` is None while only reports came. ``accepted``, ``refused``: told so; where both were, it is refused.
    ``explained``: a report on the refusal came, or was looked for: the command's own row tells it without the reason.
    ``seen``: that it was refused has been seen to; ``passed_on``: and told. ``end``: how its order ended, as a report
    on the command says; "" mostly. ``words``, ``remark``: why it was refused, and what else a report on it said, each
    with the number of the report."""

    number: int
    row: CommandRow | None = None
    accepted: bool = False
    refused: bool = False
    explained: bool = False
    end: str = ""
    seen: bool = False
    passed_on: bool = False
    words: tuple[int, str] = (0, "")
    remark: tuple[int, str] = (0, "")

    @property
    def in_force(self) -> bool:
        return self.accepted and not self.refused

    @property
    def text(self) -> str:
        """The broker's words: the reason's name and its sentence, as far as there are any."""
        return self.words[1]

    def is_kind(self, kind: str) -> bool:
        return self.row is not None and self.row.kind == kind

    def take_row(self, row: CommandRow) -> None:
        self.row = row
        self._take_status(row.status)

    def take_report(self, row: CommandReportRow) -> None:
        self._take_status(row.status)
        if row.status in REFUSED:
            self._take_refusal(row)
        else:
            self._take_remark(row)

    def take_execution(self, row: ExecutionRow) -> None:
        if row.kind != "Rejected":
            self._take_remark(row)
        if row.kind in ("New", "Replaced"):
            self.accepted = True
        elif row.kind == "Rejected":
            self.refused = True
            self._take_refusal(row)
        elif row.kind in ("Canceled", "Expired"):
            self._take_end(row.order_status)

    def _take_status(self, status: str) -> None:
        if status in facts.ACCEPTED:
            self.accepted = True
        elif status in REFUSED:
            self.refused = True

    def _take_remark(self, row: CommandReportRow | ExecutionRow) -> None:
        if row.text:
            self.remark = max(self.remark, (row.number, row.text))

    def _take_refusal(self, row: CommandReportRow | ExecutionRow) -> None:
        self.explained = True
        self._take_end(row.order_status)
        reason = row.reason if row.reason != "Success" else ""
        text = f"{reason}: {row.text}" if reason and row.text else reason or row.text
        # Of two reports the one that says more, so that the order in which they come makes no difference.
        if (len(text), row.number) > (len(self.words[1]), self.words[0]):
            self.words = row.number, text

    def _take_end(self, status: str) -> None:
        if status in facts.ENDS_BY_REPORT:
            self.end = max(self.end, status)
