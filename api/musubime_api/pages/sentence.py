"""One sentence for a prefecture, computed from its networks: how many, who ties them together, what is not stated."""

from collections.abc import Sequence

from musubime.questions.answers import Ref
from musubime.questions.answers_views import Bridge, PrefectureAnswer
from musubime_api.pages.catalogue import Words

NAMED = 4
BRIDGES = 2


def sentence(words: Words, answer: PrefectureAnswer) -> str:
    """Return the sentence, in the language of the words."""
    networks = [one for one in answer.networks if one.size]
    absent = [one for one in answer.networks if one.reported == "not_reported"]
    rest = len(answer.networks) - len(networks) - len(absent)
    said = "".join(_absent(words, answer.bridges, one.id, one.programmes) for one in absent)
    if not networks:
        return (words("prefecture.opening_unlisted", bodies=rest) if rest else "") + said
    opening = words(
        "prefecture.opening",
        networks=words("prefecture.network_one" if len(networks) == 1 else "prefecture.networks", count=len(networks)),
        organizations=words("prefecture.organizations", count=answer.organizations),
    )
    others = words("prefecture.others", count=rest) if rest else ""
    return (opening + _tie(words, answer.bridges, len(networks)) + said + others).strip()


def _tie(words: Words, bridges: Sequence[Bridge], networks: int) -> str:
    stated = [bridge for bridge in bridges if bridge.shared is not None]
    if networks == 1 or not stated:
        return ""
    sole = [bridge for bridge in stated if bridge.shared == 1]
    if sole:
        return "".join(_sole(words, bridge) for bridge in sole[:BRIDGES])
    everywhere = set.intersection(*({body.name for body in bridge.by} for bridge in stated))
    if everywhere:
        key = "prefecture.both" if networks == 2 else "prefecture.all_of"
        return words(key, count=networks, names=_named(words, sorted(everywhere)))
    return words("prefecture.no_pair") if not any(bridge.shared for bridge in stated) else ""


def _sole(words: Words, bridge: Bridge) -> str:
    """Say who alone ties two networks; they are named by their owners where these differ."""
    owners = (bridge.owner_a, bridge.owner_b)
    if owners[0] and owners[1] and owners[0].id != owners[1].id:
        a, b = owners[0].name, owners[1].name
    else:
        a, b = f"「{bridge.a.name}」", f"「{bridge.b.name}」"
    return words("prefecture.sole_bridge", name=bridge.by[0].name, a=a, b=b)


def _named(words: Words, names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return words.listed(list(names))
    return words("prefecture.and_more", names=words.listed(list(names[:NAMED])), count=len(names) - NAMED)


def _absent(words: Words, bridges: Sequence[Bridge], id: str, programmes: Sequence[Ref]) -> str:
    owner = next((bridge.owner_a for bridge in bridges if bridge.a.id == id), None)
    owner = owner or next((bridge.owner_b for bridge in bridges if bridge.b.id == id), None)
    programme = programmes[0].name if programmes else ""
    if owner is None:
        return words("prefecture.absent_of", programme=programme)
    return words("prefecture.absent", owner=owner.name, programme=programme)
