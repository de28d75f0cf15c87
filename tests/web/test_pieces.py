"""Every template compiles, every piece can be drawn, and what comes from data never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

import vouch.web
from tests.web.served import text_of
from vouch.domain.stages import Stage
from vouch.web.shared.environment import environment, listed, said, spelled, url

WEB = Path(vouch.web.__file__).parent
TEMPLATES = sorted(path.relative_to(WEB) for path in WEB.rglob("*") if path.suffix in {".html", ".txt"})
STAGES = [stage.value for stage in Stage]


def draw(source: str, **context: object) -> str:
    return engines["jinja2"].from_string(source).render(context)


@pytest.mark.parametrize("template", TEMPLATES, ids=str)
def test_every_template_compiles(template: Path) -> None:
    engines["jinja2"].env.get_template(str(template))


def test_every_macro_says_what_it_is_for() -> None:
    for path in sorted((WEB / "shared" / "pieces").glob("*.html")):
        source = path.read_text(encoding="utf-8")
        for found in re.finditer(r"\{% macro (\w+)", source):
            before = source[: found.start()].rstrip()
            assert before.endswith("#}"), f"{path.name}: {found[1]} has no comment above it"


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("at_most", STAGES[1:])
def test_a_stage_is_drawn_by_a_mark_that_exists_and_said_in_a_word(stage: str, at_most: str) -> None:
    sprite = draw('{% include "shared/pieces/sprite.html" %}')
    drawn = draw('{% from "shared/pieces/marks.html" import stage %}{{ stage(s, m) }}', s=stage, m=at_most)
    mark = re.search(r'href="#([\w-]+)"', drawn)
    assert mark
    assert f'id="{mark[1]}"' in sprite
    assert stage.replace("_", " ").capitalize() in drawn
    higher = STAGES.index(at_most) > STAGES.index(stage) and stage != "not_known_yet"
    assert ("could be" in drawn) is higher


def test_not_known_yet_is_never_drawn_as_a_rung() -> None:
    sprite = draw('{% include "shared/pieces/sprite.html" %}')
    for high in range(1, 5):
        symbol = re.search(rf'<symbol id="steps-0{high}".*?</symbol>', sprite)
        assert symbol
        assert not re.search(r'class="f[1-4]', symbol[0])
    drawn = draw(
        '{% from "shared/pieces/placement.html" import interval %}'
        '{{ interval("not_known_yet", "not_yet_satisfied", "loyal") }}'
    )
    assert "here" not in drawn
    assert drawn.count('class="may"') == 3
    assert 'aria-label="Not known yet, at most loyal"' in drawn


def test_an_interval_fills_what_is_known_and_hatches_what_could_be() -> None:
    drawn = draw(
        '{% from "shared/pieces/placement.html" import interval %}{{ interval("satisfied", "satisfied", "loyal") }}'
    )
    assert re.findall(r'<li class="([^"]+)"', drawn) == ["is is-2", "is is-2 here", "may", "beyond"]


@given(counts=st.lists(st.integers(0, 5000), min_size=5, max_size=5))
def test_shares_never_leave_their_bar(counts: list[int]) -> None:
    drawn = draw('{% from "shared/pieces/marks.html" import share %}{{ share(counts, "x") }}', counts=counts)
    for x, width in re.findall(r'x="([\d.]+)" y="\.5" width="([\d.]+)"', drawn):
        assert float(x) + float(width) <= 200.5
    assert drawn.count("<rect") == sum(1 for count in counts if count)


class _Ask(forms.Form):
    name = forms.CharField(label="<Name>", help_text="<b>", required=True)
    note = forms.CharField(required=False)
    sure = forms.BooleanField(required=False)
    colour = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_field_ties_its_label_hint_and_mistake_to_its_input() -> None:
    form = _Ask({})
    form.add_error(None, "Nothing fits.")
    drawn = draw('{% from "shared/pieces/forms.html" import fields %}{{ fields(form) }}', form=form)
    assert 'aria-describedby="id_name_hint id_name_error"' in drawn
    assert 'id="id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "&lt;Name&gt;" in drawn
    assert "Nothing fits." in drawn
    assert "optional" in drawn
    assert "<fieldset" in drawn
    ids = re.findall(r'\sid="([^"]+)"', drawn)
    assert len(ids) == len(set(ids))


@given(st.text(min_size=1, max_size=40))
def test_what_data_says_never_becomes_markup(words: str) -> None:
    source = (
        '{% from "shared/pieces/placement.html" import evidence %}'
        '{% from "shared/pieces/messages.html" import refusal, notice, empty %}'
        '{% from "shared/pieces/head.html" import head, crumbs %}'
        '{{ evidence([{"sign": "for", "words": w, "when": w, "source": w, "address": "/x"}]) }}'
        "{{ refusal(w) }}{{ notice(w, lead=w, lift=w) }}{{ empty(w, w) }}{{ head(w) }}{{ crumbs([(w, '')]) }}"
    )
    plain = draw(source, w="x")
    drawn = draw(source, w=words)
    assert drawn.count("<") == plain.count("<")
    assert drawn.count('"') == plain.count('"')


def test_a_misspelt_name_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(Exception, match="'custmer' is undefined"):
        draw("{{ custmer }}")
    assert environment(autoescape=True).undefined.__name__ == "StrictUndefined"


@pytest.mark.django_db
def test_the_guide_shows_every_macro_to_administrators_only(sign_in: Callable[..., Client]) -> None:
    from vouch.program.colleagues.permissions import Position

    assert sign_in(Position.VIEWER).get("/styleguide/").status_code == 403
    assert sign_in().get("/styleguide/").status_code == 200
    guide = (WEB / "shared" / "styleguide.html").read_text(encoding="utf-8")
    drawn_inside_others = {"steps", "evidence", "field", "errors", "press", "flags", "crumbs"}
    for path in (WEB / "shared" / "pieces").glob("*.html"):
        for name in re.findall(r"\{% macro (\w+)", path.read_text(encoding="utf-8")):
            assert name in drawn_inside_others or re.search(rf"\b{name}\(", guide), name


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (None, "none"),
        (1013, "1,013"),
        ("programme_manager", "programme manager"),
        (["a_b", "c", "d"], "a b, c and d"),
        ([], ""),
    ],
)
def test_values_of_the_history_are_said_in_words(value: object, words: str) -> None:
    assert said(value) == words


def test_counts_begin_a_sentence_in_words_while_they_are_small() -> None:
    assert [spelled(n, "answer") for n in (0, 1, 12, 13)] == [
        "No answers",
        "One answer",
        "Twelve answers",
        "13 answers",
    ]
    assert listed(["a"]) == "a"


def test_an_address_leaves_out_what_is_empty() -> None:
    assert url("history", by=7, action="", kind=None) == "/settings/history/?by=7"
    assert url("colleague", 7) == "/settings/people/7/"


@pytest.mark.django_db
def test_the_foot_says_which_facts_and_policy_a_page_rests_on(sign_in: Callable[..., Client]) -> None:
    from tests.program.cast import publish

    client = sign_in()
    assert "No facts read yet" in text_of(client.get("/settings/profile/"))
    publish([], run="r1")
    seen = text_of(client.get("/settings/profile/"))
    assert "Facts read 23 Nov 2026, 12:00" in seen
    assert "Policy 2026-11" in seen
