"""Any file with one table in it, by what its name and its bytes say it is."""

from musubime.errors import UnreadableFile
from musubime_loaders.csv_reader import decoded, read_csv
from musubime_loaders.head_lines import is_head_lines, read_head_lines
from musubime_loaders.html_reader import read_html
from musubime_loaders.pasted_cell import read_pasted
from musubime_loaders.printed_rows import PrintedTable
from musubime_loaders.seat_values import Unread
from musubime_loaders.table_shape import Shape, table_of
from musubime_loaders.text_tables import rows_in
from musubime_loaders.xlsx_reader import read_xlsx

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".html", ".htm", ".txt")


def read_table(content: bytes, file: str, shape: Shape | None = None) -> tuple[PrintedTable, list[Unread]]:
    """Return the table of a file, and the other tables or sheets of it that were left unread."""
    suffix = "." + file.lower().rpartition(".")[2]
    if suffix in (".xlsx", ".xlsm"):
        table, sheets = read_xlsx(content, file, shape)
        return table, [Unread(file, None, "シート", sheet, "最初の表だけを読む") for sheet in sheets]
    if suffix in (".html", ".htm"):
        table, others = read_html(content, file, shape)
        return table, [Unread(file, None, "表", str(others), "最も大きい表だけを読む")] if others else []
    if suffix in (".txt", ".tsv", ".csv") and is_head_lines(content):
        return read_head_lines(content, file, shape), []
    if suffix in (".csv", ".tsv"):
        return read_csv(content, file, shape), []
    if suffix == ".txt":
        lines = decoded(content, file).lstrip().split("\n")[:20]
        tabbed = sum("\t" in line for line in lines if line.strip())
        if tabbed > 1 or "\t" in lines[0]:
            return read_csv(content, file, shape), []
        rows = rows_in(decoded(content, file))
        return (table_of(file, rows, shape) if rows is not None else read_pasted(content, file)), []
    raise UnreadableFile(
        f"読めない種類のファイルです。{'、'.join(SUFFIXES)} のどれかで保存し直してください。", file=file
    )
