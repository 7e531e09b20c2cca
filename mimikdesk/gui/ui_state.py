"""What the window remembers between runs: geometry, the page last seen, how tables are shown.

Plain texts, kept by whoever owns files."""

from typing import Protocol


class UiState(Protocol):
    """Where the window's memory is kept. Losing it costs nothing but comfort, so neither call may raise."""

    def load(self) -> dict[str, str]: ...

    def save(self, values: dict[str, str]) -> None:
        """Keep the whole memory; it replaces what was kept before."""
        ...


class MemoryUiState:
    """Forgets everything at the end of the program."""

    def __init__(self, values: dict[str, str] | None = None) -> None:
        self.values = dict(values or {})

    def load(self) -> dict[str, str]:
        return dict(self.values)

    def save(self, values: dict[str, str]) -> None:
        self.values = dict(values)
