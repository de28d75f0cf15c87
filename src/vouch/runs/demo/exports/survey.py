"""What do the survey exports say? One of the NPS tool, and one of the yearly review."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from vouch.runs.demo.exports.sheet import Sheet, at, header
from vouch.runs.demo.lives.life import Life
from vouch.tables.facts import TABLES


class Surveys:
    """Both files, written life by life."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._nps = Sheet(folder, "surveys/nps_responses.csv", header("nps_responses"), stack, bom=True)
        self._yearly = Sheet(folder, "surveys/survey_answers.csv", TABLES["survey_answers"].names, stack)
        self.sheets = (self._nps, self._yearly)

    def write(self, life: Life) -> None:
        """Every answer of one company's people."""
        for answer in life.answers:
            person = answer.person
            if answer.item == "nps":
                number = 40_000_000 + self._nps.rows * 13
                self._nps.add({
                    "Response ID": number, "Person email": person.email, "Person name": person.name,
                    "Score": answer.score, "Comment": answer.comment, "Survey type": "nps",
                    "Response date": at(answer.on, self._nps.rows, hour=8), "Company": life.company.name,
                    "Title": person.title, "Permalink": f"https://delighted.example/r/{number:x}",
                })  # fmt: skip
            else:
                self._yearly.add({
                    "response_id": f"YR-{self._yearly.rows + 1:06}", "email": person.email, "survey": "Yearly review",
                    "item": "It met my expectations", "score": answer.score, "scale_low": 1, "scale_high": 5,
                    "comment": answer.comment, "answered_at": at(answer.on, self._yearly.rows, hour=8),
                })  # fmt: skip
