"""Answer of the question which consortia share most with one."""

from musubime.questions.answers import ListAnswer, Placed, Ref, Timed, shown
from musubime.questions.answers_measures import Coefficients, MatrixConsortium, NullModelName


class OverlapTopItem(Coefficients, Placed):
    """One consortium that shares members with the one asked for, which is A of the coefficients."""

    rank: int = shown("順位", "Rank by the sorted value; equal values share it", example=1)
    id: str = shown("ID", "Id of the consortium, B of the coefficients")
    name: str = shown("名称", "Name", example="SAWACHI型健康社会共創拠点")
    programme: Ref | None = shown("事業", "First-listed programme", None)
    size: int = shown("構成員数", "Bodies with a selected seat on it", example=8)
    reported: str = shown("構成員の記載", "listed or partial", example="listed")
    pair: str = shown("組", "Path to the overlap of the two")
    seats: str = shown("席", "Path to its seats")


class OverlapTop(ListAnswer, Timed):
    """Consortia that share members with one, by rank; those that share nobody are absent."""

    consortium: MatrixConsortium = shown("会議体", "The consortium asked for: A of the coefficients")
    sort: str = shown("並べ替え", "The number that ranks", example="shared")
    null_model: NullModelName = shown("帰無モデル", "What the test holds for chance", example="hypergeometric")
    compared: int = shown("比べた会議体", "Other selected consortia whose members are stated", example=8)
    not_stated: int = shown(
        "構成員の記載がない会議体",
        "Other selected consortia without stated members: their overlap is not known",
        example=1,
    )
    items: tuple[OverlapTopItem, ...] = shown("項目", "Consortia of this page")
