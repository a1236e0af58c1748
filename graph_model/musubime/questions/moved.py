"""An id that names a record by one of its other mentions."""

from musubime.errors import MusubimeError

COLLECTIONS = {
    "organization": "organizations",
    "person": "persons",
    "post": "posts",
    "programme": "programmes",
    "consortium": "consortia",
    "seat": "seats",
    "source": "sources",
}
"""Last part of the address of the records of each kind."""


class Moved(MusubimeError):
    """The id was merged into another: the door answers 308 to `kept`."""

    def __init__(self, kind: str, id: str, kept: str) -> None:
        self.kind, self.id, self.kept = kind, id, kept
        self.collection = COLLECTIONS[kind]
        super().__init__(f"{id} は {kept} に統合されています。")
