"""What a reference register says of a body: data for linking, beside the graph and never part of it."""

from musubime.types.base import Frozen, Id, LongText, NameText, described
from musubime.types.evidence import Identifier
from musubime.types.partial_dates import PartialDate
from musubime.types.vocabulary import NameKind


class RegisterName(Frozen):
    """One further name of a registered body, with its dates where the register gives them."""

    text: NameText = described("名称", "The name")
    kind: NameKind = described("種類", "Alias, former, English, reading …")
    valid_from: PartialDate | None = described("開始", "First day of the name, where stated", None)
    valid_to: PartialDate | None = described("終了", "Last day of the name, where stated", None)


class RegisterEntry(Frozen):
    """One body of a register; its id is `cn:`, `mext:`, `edinet:` or `ror:` and the register's own number."""

    id: Id = described("ID", "Scheme and number of the register")
    register_id: Id = described("登録簿", "Id of the register that states it")
    name: NameText = described("名称", "The registered name")
    names: tuple[RegisterName, ...] = described("ほかの名称", "Aliases, former names, English names, readings", ())
    kind: NameText | None = described("種類", "Kind, as the register calls it", None)
    prefecture: tuple[Id, ...] = described("都道府県", "Code of the prefecture of its seat", ())
    city: NameText | None = described("市区町村", "Municipality of its seat", None)
    identifiers: tuple[Identifier, ...] = described("番号", "Its numbers, each with scheme and role", ())
    closed: PartialDate | None = described("閉鎖", "Day on which the register was closed", None)
    successor: Id | None = described("承継", "Id of the body that succeeded it", None)


class RegisterInfo(Frozen):
    """One register that was loaded."""

    id: Id = described("ID", "For example `nta`, `edinet`, `mext`, `ror`, `joined`")
    title: NameText = described("名称", "What the register is called")
    attribution: LongText = described("出所の表示", "The words that its licence asks for")
    attribution_en: LongText = described("出所の表示（英語）", "The same in English", "")
    licence: NameText | None = described("ライセンス", "Licence of the register, where stated", None)
    entries: int = described("件数", "Number of bodies")
    names: int = described("名称の数", "Number of names")
    loaded_at: NameText = described("読み込み日時", "When it was loaded, ISO 8601 in UTC")
    sha256: NameText = described("SHA-256", "Hash of the bytes that were loaded last")
    complete: bool = described("全件", "Whether the file says that it holds every body of its kind", False)
