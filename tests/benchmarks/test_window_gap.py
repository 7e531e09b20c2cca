"""The window's gaps, in a short form: that the measurement runs, shows what was published, and ends what it began."""

import threading

from PySide6.QtWidgets import QApplication

from mimikdesk.gui import gallery_data
from tests.benchmarks.window_gap import measure


def test_a_living_cockpit_is_measured_and_ends(qapp: QApplication) -> None:
    threads = threading.active_count()
    measured = measure(qapp, 0.6, gallery_data.crowded(2, 4), 30, ordered=True)
    assert measured.applied >= 3
    assert len(measured.gaps) > measured.applied
    assert all(0 < gap < 5_000_000 for gap in measured.gaps)
    assert threading.active_count() == threads
