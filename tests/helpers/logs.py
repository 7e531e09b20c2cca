"""Log lines at warning or above that a test did not announce make it fail.

`tests/conftest.py` keeps one `LogWatch` per test and asks it after the test body and after the fixtures' clean-up.
A test says beforehand, or right afterwards, which lines belong to the case it sets up:

    def test_a_damaged_file_is_set_aside(expect_log):
        expect_log(r"set aside", logger="mimikdesk.journal")

`expect_log` also fails the test when the line never comes; `allow_log` only permits it.
"""

import logging
import re
from dataclasses import dataclass
from typing import Protocol


class DeclareLog(Protocol):
    """The shape of the fixtures `expect_log` and `allow_log`.

    `pattern` is searched for in the finished message (regular expression). `level` must match exactly and `logger` is
    the logger's name or a parent of it; None stands for any. `times` is the exact number of lines; None stands for one
    or more where the line is expected, and for any number where it is only allowed.
    """

    def __call__(
        self, pattern: str, *, level: int | None = None, logger: str | None = None, times: int | None = None
    ) -> None: ...


@dataclass
class _Announced:
    pattern: re.Pattern[str]
    level: int | None
    logger: str | None
    times: int | None
    required: bool
    seen: int = 0

    def takes(self, record: logging.LogRecord) -> bool:
        if self.times is not None and self.seen >= self.times:
            return False
        if self.level is not None and record.levelno != self.level:
            return False
        if self.logger is not None and record.name != self.logger and not record.name.startswith(self.logger + "."):
            return False
        return self.pattern.search(record.getMessage()) is not None

    @property
    def met(self) -> bool:
        return not self.required or (self.seen > 0 if self.times is None else self.seen == self.times)


class LogWatch(logging.Handler):
    """Collects the records at warning or above of one test, from every thread, and compares them with what it said."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._announced: list[_Announced] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def expect(
        self, pattern: str, *, level: int | None = None, logger: str | None = None, times: int | None = None
    ) -> None:
        self._announced.append(_Announced(re.compile(pattern), level, logger, times, required=True))

    def allow(
        self, pattern: str, *, level: int | None = None, logger: str | None = None, times: int | None = None
    ) -> None:
        self._announced.append(_Announced(re.compile(pattern), level, logger, times, required=False))

    def complaints(self, *, missing: bool) -> list[str]:
        """What is wrong since the last call, one sentence each; `missing` also names expected lines that never came."""
        self.acquire()
        try:
            records, self._records = self._records, []
        finally:
            self.release()
        found = []
        for record in records:
            announced = next((each for each in self._announced if each.takes(record)), None)
            if announced is None:
                found.append(f"unexpected log line: {record.levelname} {record.name}: {record.getMessage()}")
            else:
                announced.seen += 1
        for each in self._announced:
            if missing and not each.met:
                wanted = "at least one" if each.times is None else str(each.times)
                found.append(f"expected {wanted} log line(s) matching {each.pattern.pattern!r}, saw {each.seen}")
        return found

    def __enter__(self) -> "LogWatch":
        logging.getLogger().addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self)
