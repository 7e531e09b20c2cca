"""What each broker asks for before it lets anybody in, as data: a new broker adds a form here and no window.

Texts are the trader's. Which of a field's contents are secret stands with the field, so that one place decides what is
masked and what may be shown.
"""

from dataclasses import dataclass, replace

from mimikdesk.domain.accounts import LoginKind
from mimikdesk.domain.sentence import said


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing to type in. ``secret``: masked, and never shown again. ``hint``: where the trader finds it."""

    key: str
    title: str
    hint: str = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class LoginWay:
    """One way to log in. ``missing``: why this build cannot go it, and what to do instead; "" where it can."""

    kind: LoginKind
    title: str
    sentence: str
    fields: tuple[FormField, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """``badge``: its one word beside a connection's name."""

    key: str
    title: str
    sentence: str
    badge: str


@dataclass(frozen=True, slots=True)
class BrokerForm:
    """A broker as the wizard shows it. ``offered``: the trader can add a connection there. ``ways``: the usual one
    first. ``name_hint``: what one of its logins may be called, as an example."""

    broker: str
    title: str
    sentence: str
    environments: tuple[Environment, ...]
    ways: tuple[LoginWay, ...] = ()
    name_hint: str = ""
    offered: bool = True

    def environment(self, key: str) -> Environment:
        """The environment of this name; one that the form does not know is called as it is."""
        known = (each for each in self.environments if each.key == key)
        return next(known, Environment(key, key.capitalize(), "", key.capitalize()))

    def way(self, kind: LoginKind) -> LoginWay | None:
        return next((way for way in self.ways if way.kind is kind), None)


USER = FormField("user", said("User name"), said("The name you log in to Tradovate with."))
PASSWORD = FormField(
    "password", said("API password"), said("The password that you gave the API key, or else your own."), True
)
CID = FormField("cid", said("API key number (cid)"), said("A number. It is shown when the key is made."))
SECRET = FormField("secret", said("API secret"), said("Shown once, when the key is made."), True)

NO_REGISTRATION = said(
    "This build of MimikDesk is not registered with Tradovate, so the login in the browser is not "
    "available in it. Use your own API key."
)

TRADOVATE = BrokerForm(
    broker="tradovate",
    title="Tradovate",
    sentence=said("Also NinjaTrader Brokerage, and the prop firms that give you a Tradovate login."),
    environments=(
        Environment(
            "demo",
            said("Demo"),
            said("Simulated accounts. Prop-firm accounts are on Demo too: evaluation and funded ones."),
            said("Demo"),
        ),
        Environment("live", said("Live"), said("A brokerage account of your own, with your own money."), said("Live")),
    ),
    ways=(
        LoginWay(
            LoginKind.OAUTH,
            said("In the browser"),
            said("Your browser opens Tradovate's own page. MimikDesk never sees your password."),
        ),
        LoginWay(
            LoginKind.API_KEY,
            said("With my own API key"),
            said("For a funded brokerage account with Tradovate's API add-on. Prop firms do not sell it."),
            (USER, PASSWORD, CID, SECRET),
        ),
    ),
    name_hint="Apex",
)

PRACTICE = BrokerForm(
    broker="practice",
    title=said("Practice"),
    sentence=said("The exchange inside MimikDesk. Nothing leaves this computer."),
    environments=(Environment("demo", said("Practice"), "", said("Practice")),),
    offered=False,
)


def without_registration(form: BrokerForm, why: str = NO_REGISTRATION) -> BrokerForm:
    """The form in a build that has no registration with the broker: the browser's door is closed, and says so."""
    ways = tuple(replace(way, missing=why) if way.kind is LoginKind.OAUTH else way for way in form.ways)
    return replace(form, ways=ways)


def form_of(forms: tuple[BrokerForm, ...], broker: str) -> BrokerForm:
    """The form of a broker; one that this version does not know goes by its name."""
    return next(
        (f for f in forms if f.broker == broker), BrokerForm(broker, broker.capitalize(), "", (), offered=False)
    )
