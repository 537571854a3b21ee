"""`serve`: pages and worker together, one of each for a home, and a stop that ends in good order."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from commands import Command
from houselights.sandbox.remote import Sandbox
from served import free_port


@contextmanager
def serving(command: Command, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """A server that says that it is there; killed at the end if it was not stopped."""
    process = command.started(*words)
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if "Ctrl-C" in line:
                break
        yield process
    finally:
        process.kill()
        process.communicate()


def test_it_serves_until_it_is_told_to_stop(command: Command) -> None:
    port = free_port()
    with serving(command, "serve", "--port", str(port)) as process:
        healthy = urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20).read()
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)

    assert b'"ok": true' in healthy
    assert process.returncode == 0
    assert "Traceback" not in told
    try:
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
    except URLError:
        return
    raise AssertionError("it still serves")


ASK = """
import django

django.setup()
from houselights.connections.models import Connection
from houselights.feeds.actions import request_sync

request_sync(connection=Connection.objects.get(), by=None)
"""


def begin_a_run(command: Command, sandbox: Sandbox) -> None:
    """As a page asks for it; it is in the middle of a request when this returns."""
    sandbox.set_faults({"kind": "slow", "route": "orders*", "seconds": 30})
    env = command.env(HOUSELIGHTS_HOME=str(command.home), DJANGO_SETTINGS_MODULE="houselights.web.settings")
    subprocess.run([sys.executable, "-c", ASK], env=env, check=True)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with closing(sqlite3.connect(command.home / "houselights.sqlite3")) as database:
            row = database.execute("select progress from feeds_syncrun where state = 'running'").fetchone()
        if row and "what changed" in row[0]:
            return
        time.sleep(0.1)
    raise AssertionError("the worker did not begin the run")


def answers_until_it_is_gone(port: int, told: threading.Event) -> list[str]:
    """What four visitors at once get, until nobody listens any more. A request that got nothing is an error."""
    got: list[str] = []

    def visit() -> None:
        while True:
            try:
                got.append(str(urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20).status))
            except URLError as problem:
                if isinstance(problem.reason, ConnectionRefusedError) and told.is_set():
                    return
                got.append(repr(problem))
            except OSError as problem:
                got.append(repr(problem))

    with ThreadPoolExecutor(4) as visitors:
        for _ in range(4):
            visitors.submit(visit)
    return got


def test_told_to_stop_in_a_burst_and_a_run_it_answers_what_it_accepted_and_is_gone_within_ten_seconds(
    synced: Command, sandbox: Sandbox
) -> None:
    port, told = free_port(), threading.Event()
    with serving(synced, "serve", "--port", str(port)) as process, ThreadPoolExecutor(1) as aside:
        begin_a_run(synced, sandbox)
        answers = aside.submit(answers_until_it_is_gone, port, told)
        time.sleep(0.5)
        began = time.monotonic()
        told.set()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        took = time.monotonic() - began

        assert took < 10
        assert process.returncode == 0
        assert set(answers.result()) == {"200"}
    sandbox.set_faults()
    assert synced.answer("sync", "lyric")["state"] == "complete"
    assert synced("check").code == 0


def test_a_home_is_served_once(command: Command) -> None:
    with serving(command, "serve", "--port", str(free_port())) as process:
        second = command("serve", "--port", str(free_port()))

    assert second.code == 5
    assert str(process.pid) in second.err


def test_a_busy_port_is_told_before_anything_is_done(nowhere: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        served = nowhere("serve", "--port", port)
        demonstrated = nowhere("demo", "--port", port)
        sandboxed = nowhere("sandbox", "--port", port)

    for ended in (served, demonstrated, sandboxed):
        assert (ended.code, port in ended.err) == (2, True)
    assert not nowhere.home.exists()


def test_the_sandbox_prints_one_line_that_says_how_to_reach_it(nowhere: Command) -> None:
    process = nowhere.started("sandbox", "--port", "0", "--control-port", "0")
    assert process.stdout is not None
    described = json.loads(process.stdout.readline())
    ledger = json.loads(urlopen(f"{described['control']}/ledger?client=lyric", timeout=20).read())
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)

    assert {"client", "login", "secret"} == set(described["clients"][0])
    assert ledger["clients"]["lyric"]["tickets"] > 0


def test_an_unknown_size_or_a_bad_faults_file_is_wrong_usage(nowhere: Command) -> None:
    for words in (["sandbox", "--size", "huge"], ["demo", "--size", "huge"], ["sandbox", "--faults", "not-there.json"]):
        assert nowhere(*words, "--port", str(free_port())).code == 2
