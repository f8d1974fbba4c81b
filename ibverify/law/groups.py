"""Items by equal keys, in the order of their first: by hash where keys have one, else by comparing them one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key")
Item = TypeVar("Item")


class Groups(Generic[Key, Item]):
    """Lists by key. Keys with functions of parameters have no hash; their equality is asked of the place they are at.
    The keys of one use are all of one kind.

    >>> groups = Groups()
    >>> for number in range(5):
    ...     groups.add(number % 2, number)
    >>> list(groups)
    [(0, [0, 2, 4]), (1, [1, 3])]
    """

    def __init__(self) -> None:
        """No group."""
        self._hashed: dict[Key, list[Item]] = {}
        self._listed: list[tuple[Key, list[Item]]] = []

    def of(self, key: Key) -> list[Item]:
        """The list of a key, to read or to add to."""
        try:
            return self._hashed.setdefault(key, [])
        except TypeError:
            for other, items in self._listed:
                if other == key:
                    return items
            self._listed.append((key, []))
            return self._listed[-1][1]

    def add(self, key: Key, item: Item) -> None:
        """One more item of this key."""
        self.of(key).append(item)

    def __iter__(self) -> Iterator[tuple[Key, list[Item]]]:
        """The keys with their items."""
        yield from self._hashed.items()
        yield from self._listed
