"""What rows does a list of references hold that was kept in a spreadsheet? Those of the sheet that says who."""

from __future__ import annotations

import tempfile
from pathlib import Path

from vouch.domain.errors import BadInput
from vouch.program.references.listed import LARGEST, MOST_ROWS, Rows, says_who

_WORKBOOK = b"PK\x03\x04"


def opened(content: bytes, *, name: str = "The file") -> bytes | Rows:
    """The file as it is, where it is text; the rows of a workbook (XLSX), with their numbers as a spreadsheet counts.

    Of several sheets the first whose first line says who the references are, else the first that is not empty.

    Raises BadInput for a workbook that is too large, damaged, or would grow beyond measure.
    """
    if not content.startswith(_WORKBOOK):
        return content
    if len(content) > LARGEST:
        raise BadInput("too_large", f"This file is larger than {LARGEST // 1024**2} MB. Split it.")
    from vouch.importers.base.source.check import check  # half a second to load, for workbooks alone
    from vouch.importers.base.source.workbook import sheets

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        path.write_bytes(content)
        found = sheets(check(path, name="list.xlsx"), name)
        if not found:
            raise BadInput("empty_file", "No sheet of this workbook has anything in it.")
        sheet = next((one for one in found if says_who(one.head()[0])), found[0])
        rows: list[tuple[int, list[str]]] = []
        for row in sheet.rows():
            if len(rows) > MOST_ROWS:
                raise BadInput("too_many_rows", f"At most {MOST_ROWS:,} rows are read at once. Split the file.")
            rows.append(row)
        return rows
