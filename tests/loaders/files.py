"""Rosters as the files that people really send: the same rows as CSV, XLSX and HTML."""

import csv
import html
import io
from pathlib import Path

import openpyxl

from musubime_loaders.reading import InputFile, Reading, read_files

Rows = list[list[str]]


def as_csv(rows: Rows, encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_html(rows: Rows) -> bytes:
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><meta charset=utf-8><table>{''.join(lines)}</table>".encode()


def read(
    folder: Path, contents: dict[str, bytes], *, roster: str | None = None, accept_proposal: bool = False
) -> Reading:
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    files = [InputFile(name=name, path=folder / name) for name in contents]
    return read_files(files, roster=roster, accept_proposal=accept_proposal)
