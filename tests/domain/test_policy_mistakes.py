"""What is said of a policy file with mistakes: the key, the nearest right one, what it must be, what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from vouch.domain.errors import BadPolicy
from vouch.domain.policy import load, read


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("[gates]\nmet_form = 0.4", "gates.met_form is not a key of the policy; did you mean met_from?"),
        ("[gate]\nmet_from = 0.4", "gate is not a key of the policy; did you mean gates?"),
        ("gates = 3", "gates: this must be a section with keys of its own (it says 3)"),
        ("[gates]\nmet_from = 'high'", "gates.met_from: this must be a number (it says 'high')"),
        ("[gates]\nmet_from = [1]", "gates.met_from: this must be a number (it says [1])"),
        ("[gates]\nmet_from = 2025-01-01", "gates.met_from: this must be a number (it says 2025-01-01)"),
        ("[gates]\nmet_from = nan", "gates.met_from: this must be at most 1 (it says nan)"),
        ("[gates]\nacts_stale_months = 1.5", "gates.acts_stale_months: this must be a whole number (it says 1.5)"),
        ("[evidence.nps]\nhalf_life_days = -5", "evidence.nps.half_life_days: this must be at least 30 (it says -5)"),
        ("[evidence.nps]\nreliability = 0", "evidence.nps.reliability: this must be more than 0 (it says 0)"),
        ("[surveys.items]\nfoo = 'bar'", "surveys.items.foo: this must be 'nps', 'csat', 'ces' or 'expectations'"),
        ("[company]\ncurrency = 'Euro'", "company.currency: this must be three capital letters, like EUR"),
        ("effective_from = 'soon'", "effective_from: this must be a date like 2025-01-31 (it says 'soon')"),
        ("[personality.prior]\nshares = {educator = 1}", "personality.prior: shares need a source: name the study"),
        ("[personality.weights]\nrho = 3", "personality.weights.rho: this must be at most 1 (it says 3)"),
        (
            "[personality.saying]\nleaning_from = 0.9",
            "personality.saying: assigned_from must not be below leaning_from",
        ),
        ("[personalities.educator]\navoid_asks = ['x']", "policy: personalities.educator.avoid_asks: 'x' is no rung"),
        (
            "[personality.questions.part]\noptions = {}\n[personality.questions.more]\nasks = 'More?'\nabout = 'More'\n"
            "options = {a = {words = 'this', says = 'educator'}}",
            "personality.questions.more: no option hints at validator, status seeker, collaborator",
        ),
        ("version = 5", "version: this must be text, in quotes (it says 5)"),
        ("version = ' '", "version: this must not be empty (it says ' ')"),
    ],
)
def test_a_mistake_is_told_with_its_key_and_what_it_must_be(text: str, mistake: str) -> None:
    with pytest.raises(BadPolicy) as refusal:
        read(text)
    assert [told[: len(mistake)] for told in refusal.value.mistakes] == [mistake]


@pytest.mark.parametrize(
    "text",
    [
        "[gates]\nmet_from = 1",
        "[gates]\nshrink = 1000",
        "[gates]\nleast_weight = 99\ndiffer_weight = 99",
        "\n".join(
            f"[evidence.{kind}]\ngates = ['attitude']"
            for kind in ("promise", "milestone", "implementation", "first_renewal", "expectations")
        ),
    ],
)
def test_a_policy_that_could_place_nobody_is_refused(text: str) -> None:
    with pytest.raises(BadPolicy, match="nobody could ever be placed"):
        read(text)


def test_a_file_that_is_not_utf_8_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_bytes("# é".encode("latin-1"))
    with pytest.raises(BadPolicy, match=r"policy\.toml cannot be read: it is not UTF-8; save it as UTF-8"):
        load(tmp_path / "policy.toml")
