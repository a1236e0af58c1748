"""The registers of a store, opened by the store's address."""

from musubime.registers.place import registers_path
from musubime.registers.reading import RegisterFile
from musubime.registers.writing import Progress, silent


def open_registers(store_address: str | None, progress: Progress = silent) -> RegisterFile:
    """Return the registers beside a store, read as they are asked; without an address an index that holds nothing.

    Many may read while one writes. `progress` is told when keys have to be prepared anew, at the first question.
    Questions raise StoreError where the file cannot be read.
    """
    return RegisterFile(None if store_address is None else registers_path(store_address), progress)
