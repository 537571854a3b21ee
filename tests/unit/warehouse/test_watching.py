"""Questions are watched by one thread, and interrupted when their time is up and not before or after."""

import threading
import time

from houselights.warehouse import watching
from houselights.warehouse.watching import watched
from patience import until


def test_what_takes_too_long_is_interrupted_and_what_ends_in_time_is_not():
    told: list[str] = []

    with watched(lambda: told.append("slow"), 0.05):
        with watched(lambda: told.append("patient"), 60):
            pass
        with watched(lambda: told.append("quick"), 0.05):
            pass
        until(lambda: told == ["slow"], lambda: None, what="the interruption")

    time.sleep(0.1)
    assert told == ["slow"], "once, and nothing that had ended"


def test_a_shorter_patience_is_seen_to_while_a_longer_one_is_waited_for():
    told: list[str] = []

    with watched(lambda: told.append("long"), 60), watched(lambda: told.append("short"), 0.05):
        until(lambda: told == ["short"], lambda: None, what="the interruption")


def watchers() -> int:
    return sum(each.name == "questions" for each in threading.enumerate())


def test_however_many_are_asked_one_thread_watches():
    before = watchers()

    for _ in range(50):
        with watched(lambda: None, 60), watched(lambda: None, 30):
            pass

    assert watchers() == max(before, 1)
    assert watching._deadlines == {}


def test_a_watch_that_is_gone_is_set_again(monkeypatch):
    monkeypatch.setattr(watching, "_thread", [threading.Thread()])  # never begun: as after a fork
    told: list[str] = []

    with watched(lambda: told.append("slow"), 0.05):
        until(lambda: told == ["slow"], lambda: None, what="the interruption")
