"""What the contract checks raise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class ContractViolation(AssertionError):
    """An extension does not keep its contract; the message is a sentence that names the place where it breaks."""


def refuse_first(name: str, violations: Iterable[str]) -> None:
    """Raise the first violation, if there is one, as a `ContractViolation` of the extension of this name."""
    for sentence in violations:
        raise ContractViolation(f"{name}: {sentence}")


def shown_point(point: Sequence[object]) -> str:
    """A point as a sentence shows it."""
    return f"({', '.join(map(str, point))})"
