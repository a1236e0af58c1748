"""`musubime names`: reading, comparing and linking names outside of the graph."""

import click

from musubime_api.commands.names_compare import compare
from musubime_api.commands.names_link import link
from musubime_api.commands.names_parse import parse
from musubime_api.commands.names_quality import quality


@click.group(short_help="名称を読み、比べ、登録簿と照らす")
def names() -> None:
    """名称を部分に分け、二つの名称を比べ、登録簿の機関と照らす。ストアは要らない。"""


names.add_command(parse)
names.add_command(compare)
names.add_command(link)
names.add_command(quality)
