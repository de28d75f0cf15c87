"""The sample is the same for the same arguments, whole for every seed, and keeps its size in hand."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from tests.demo.conftest import TODAY, Rows
from vouch.domain.errors import BadInput
from vouch.runs.demo import FEWEST, Plan, write
from vouch.runs.demo.exports.ids import salesforce_id
from vouch.runs.demo.exports.usage import span
from vouch.runs.demo.lives.kinds import PLANTED, shared_out

HAPPENED = re.compile(
    r"^(CreatedDate|LastModifiedDate|LastActivityDate|Created at|Updated at|Assigned at|Solved at|Response date|Moment"
    r"|answered_at|starts_on|ended_on|happened_on|from_on|until_on|promised_on|decided_on|signed_off_on|reached_on"
    r"|started_on|rated_on|nominated_on|done_at|happened_at|sent_at|seen_on)$"
)


def digest(folder: Path) -> str:
    """One hash over every file of a folder and its name."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def test_the_same_arguments_write_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    write(tmp_path / "here", accounts=FEWEST, seed=3, today=TODAY)
    code = (
        "import sys; from datetime import date; from pathlib import Path; from vouch.runs.demo import write; "
        f"write(Path(sys.argv[1]), accounts={FEWEST}, seed=3, today=date.fromisoformat('{TODAY}'))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "99"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=environment)
    assert digest(tmp_path / "here") == digest(tmp_path / "there")


@pytest.mark.parametrize(("seed", "today"), [(4, TODAY), (3, date(2026, 11, 24))], ids=["seed", "day"])
def test_another_seed_or_day_writes_other_files(tmp_path: Path, seed: int, today: date) -> None:
    write(tmp_path / "one", accounts=FEWEST, seed=3, today=TODAY)
    write(tmp_path / "other", accounts=FEWEST, seed=seed, today=today)
    assert digest(tmp_path / "one") != digest(tmp_path / "other")


@pytest.mark.parametrize("accounts", [FEWEST, 200])
def test_every_kind_of_story_is_planned_for_fifty_seeds(accounts: int) -> None:
    for seed in range(50):
        kinds = shared_out(accounts, Random(seed))
        assert len(kinds) == accounts
        assert {kind.name for kind in kinds if kind.planted} == {kind.name for kind in PLANTED}
        assert sum(not kind.planted for kind in kinds) >= 10, f"seed {seed} leaves no ordinary customers"


@pytest.mark.parametrize("seed", range(5))
def test_every_kind_that_is_planned_is_lived(tmp_path: Path, seed: int) -> None:
    plan = write(tmp_path, accounts=FEWEST, seed=seed, today=TODAY)
    assert set(plan.kinds) == {kind.name for kind in PLANTED}
    assert len({truth.account for truth in plan.truth}) == FEWEST


def test_fewer_accounts_than_stories_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="at least 60 accounts"):
        write(tmp_path, accounts=FEWEST - 1, seed=1, today=TODAY)


def test_rows_grow_with_the_accounts_and_no_faster(tmp_path: Path) -> None:
    few, many = (write(tmp_path, accounts=n, seed=1, today=TODAY) for n in (100, 400))
    for name, rows in many.files.items():
        if name != "salesforce/User.csv":
            assert rows <= 6 * few.files[name], name


@pytest.mark.parametrize(
    ("accounts", "most"), [(200, 70_000), (1_000, 350_000), (10_000, 700_000), (50_000, 2_000_000)]
)
def test_usage_is_bounded(accounts: int, most: int) -> None:
    days, step = span(accounts)
    assert accounts * 0.9 * (days / 7 * 5 / step) < most


def test_the_usual_sample_has_usage_of_a_year_and_more(plan: Plan) -> None:
    usage = pl.read_parquet(plan.folder / "usage/platform_usage.parquet")
    assert usage.height == plan.files["usage/platform_usage.parquet"]
    assert 30_000 < usage.height < 70_000
    first, last = usage["happened_at"].dt.date().min(), usage["happened_at"].dt.date().max()
    assert isinstance(first, date)
    assert (TODAY - first).days > 400
    assert last == date(2026, 11, 20)  # the Friday before


def test_nothing_has_happened_today_or_later(plan: Plan, rows: Rows) -> None:
    looked_at = 0
    for name in plan.files:
        if name.endswith(".parquet"):
            continue
        for row in rows(name.removesuffix(".csv")):
            for column, cell in row.items():
                if HAPPENED.match(column) and re.match(r"\d{4}-", cell):
                    looked_at += 1
                    assert cell[:10] < TODAY.isoformat(), f"{name}: {column} {cell}"
    assert looked_at > 10_000


def test_counts_are_the_rows_of_the_files(plan: Plan, rows: Rows) -> None:
    for name, count in plan.files.items():
        if name.endswith(".csv"):
            assert len(rows(name.removesuffix(".csv"))) == count, name


def test_nobody_shares_a_name_or_an_address(rows: Rows) -> None:
    accounts, contacts = rows("salesforce/Account"), rows("salesforce/Contact")
    for column in ("Id", "Name", "Website"):
        assert Counter(row[column] for row in accounts if row[column]).most_common(1)[0][1] == 1, column
    for column in ("Id", "Email"):  # but for the one who changed employer: two rows of one record
        twice = [one for one, count in Counter(row[column] for row in contacts).items() if count > 1]
        assert len(twice) == 1, column
        assert len({row["AccountId"] for row in contacts if row[column] == twice[0]}) == 2


def test_addresses_cannot_belong_to_anybody(rows: Rows) -> None:
    for row in rows("salesforce/Contact"):
        assert re.fullmatch(r"[a-z0-9]+\.[a-z0-9]+@[a-z0-9-]+\.example", row["Email"])


def test_people_are_written_in_many_scripts(rows: Rows) -> None:
    names = "".join(row["Name"] for row in rows("salesforce/Contact"))
    scripts = {"Cyrillic": "[а-яА-Я]", "Arabic": "[ء-ي]", "Han": "[一-龥]", "Devanagari": "[क-ह]", "Latin": "[a-z]"}
    missing = [script for script, letters in scripts.items() if not re.search(letters, names)]
    assert len(missing) <= 1, missing


def test_comments_rarely_repeat(rows: Rows) -> None:
    comments = Counter(row["Comment"] for row in rows("surveys/nps_responses") if row["Comment"])
    assert sum(comments.values()) > 500
    assert len(comments) > 0.7 * sum(comments.values())
    assert not any("{" in comment for comment in comments)


def test_salesforce_ids_have_their_checksum() -> None:
    assert salesforce_id("001", 1) == "001Qs0000000001IAA"
    assert salesforce_id("001", 12) == "001Qs000000000CIAQ"  # a capital in the last five: the last check differs
    assert len({salesforce_id("003", number) for number in range(5_000)}) == 5_000


def test_the_generator_knows_no_rule_and_no_clock() -> None:
    folder = Path(write.__code__.co_filename).parent
    sources = list(folder.rglob("*.py"))
    assert len(sources) > 20
    for path in sources:
        text = path.read_text(encoding="utf-8")
        for word in (
            "vouch.insight",
            "domain.policy",
            "domain.stages",
            "vouch.lake",
            "django",
            ".now(",
            ".today()",
            "time.time",
        ):
            assert word not in text, f"{path.name} has {word}"
