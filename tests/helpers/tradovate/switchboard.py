"""Which handler answers a call, and what stands before it: limits, tokens, rights. Over HTTP and sockets alike."""

from tests.helpers.tradovate.auth import Auth
from tests.helpers.tradovate.calls import DENIED, Answer, Call, RefusedError, Routes
from tests.helpers.tradovate.limits import Limits

AUTH_ME_FAILURES = 10


class Switchboard:
    """``history``: each endpoint that was called, with its caller's token."""

    def __init__(self, auth: Auth, limits: Limits) -> None:
        self.auth = auth
        self.limits = limits
        self.history: list[Call] = []
        self._routes: Routes = {}

    def add(self, routes: Routes) -> None:
        for name, route in routes.items():
            self._routes.setdefault(name, route)

    @property
    def endpoints(self) -> tuple[str, ...]:
        """All that are answered."""
        return tuple(self._routes)

    def answer(self, call: Call) -> Answer:
        self.history.append(call)
        if (refused := self.limits.before_all(call)) is not None:
            return refused
        route = self._routes.get(call.endpoint)
        if route is None:
            return Answer(404, "")
        if call.token is None and not route.open:
            if call.endpoint == "auth/me" and self.limits.hour.count(f"auth/me {call.ip}") > AUTH_ME_FAILURES:
                return self.limits.penalties.fine(call, call.ip, 30)
            return Answer(401, DENIED)
        if call.token is not None and any(call.endpoint.startswith(start) for start in call.user.denied):
            return Answer(401, DENIED)
        if call.token is not None and call.world == "live" and call.endpoint.startswith("order"):
            devices = call.user.devices
            if devices is not None and not call.token.session.oauth and call.token.session.device not in devices:
                return Answer(401, DENIED)
        if (penalty := self.limits.before_handler(call)) is not None:
            return penalty
        if not route.command and call.socket is not None and call.body and not call.query:
            return Answer(404, "")
        try:
            return route.handler(call)
        except RefusedError as error:
            return error.answer
