"""The exchange's day, kept by the server's clock: at 16:00 in Chicago the market closes and the session is told once
more, at 17:00 the next one begins (sections 5 and 11)."""

from mimikdesk.domain.time import SECOND
from tests.helpers.tradovate.server import TradovateServer
from tests.helpers.tradovate.wire import chicago

DAY = 24 * 3600


class TradingHours:
    """Keeps them from now on until ``stop``. On Saturdays nothing opens. ``replays``: whether 16:00 tells all again."""

    def __init__(self, server: TradovateServer, replays: bool = True) -> None:
        self._server = server
        self._replays = replays
        self._stopped = False
        self._wait()

    def stop(self) -> None:
        self._stopped = True

    def _wait(self) -> None:
        moment = chicago(self._server.clock.now().utc_ns)
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        closes, opens = (hour * 3600 - second for hour in (16, 17))
        left, act = (closes, self._close) if closes > 0 else (opens, self._open)
        if left <= 0:
            left, act = closes + DAY, self._close
        fraction = self._server.clock.now().utc_ns % SECOND
        self._server.clock.call_later(left * SECOND - fraction, lambda: None if self._stopped else act())

    def _close(self) -> None:
        self._server.venue.pause()
        for user in tuple(self._server.auth.users.values()) if self._replays else ():
            self._server.replay(user)
        self._wait()

    def _open(self) -> None:
        if chicago(self._server.clock.now().utc_ns).weekday() not in (4, 5):
            self._server.end_session()
            self._server.venue.resume()
        self._wait()
