r"""Values with a unit. Nats are the unit of every `Value`; bits are nats divided by log 2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flint import arb, ctx, fmpq, fmpz

from ibverify.exact.loglinear import LogLinear
from ibverify.exact.printing import decimals, form_text, joined
from ibverify.exact.value import Infinite, Value, ball_ends

Unit = Literal["nat", "bit"]


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A value as it is printed: in nats, or in bits.

    >>> print(Value("log(2) - 1/20").in_bits(), Value("log(6)").in_bits())
    1 - 1/20/log(2) 1 + log(3)/log(2)
    """

    value: Value
    unit: Unit

    def __str__(self) -> str:
        """The value string; `?` for a value that is only enclosed."""
        match self.value.content:
            case Infinite():
                return "oo"
            case LogLinear() as form:
                return form_text(form) if self.unit == "nat" else _in_bits(form)
            case _:
                return "?"

    def enclosure(self, digits: int = 17) -> tuple[str, str] | None:
        """Two decimals, outward rounded, that enclose the value in this unit; None for infinity."""
        if (rational := self._as_rational()) is not None:
            return decimals(lambda _: (rational, rational), digits)
        return decimals(self.interval, digits)

    def _as_rational(self) -> fmpq | None:
        """The value in this unit, if it is known to be rational: the logarithms cancel, or are bits."""
        if not isinstance(self.value.content, LogLinear):
            return None
        normal = self.value.content.normal
        if self.unit == "nat":
            return None if normal.logs else normal.constant
        bits = [c for n, c in normal.logs if n == 2]
        return sum(bits, fmpq(0)) if len(bits) == len(normal.logs) and normal.constant == 0 else None

    def interval(self, bits: int) -> tuple[fmpq | None, fmpq | None]:
        """Rational ends of an enclosure in this unit."""
        low, high = self.value.interval(bits)
        if self.unit == "nat" or low is None:
            return low, high
        with ctx.workprec(bits):
            log2 = arb(2).log()
            lower = ball_ends(arb(low) / log2)[0]
            return lower, None if high is None else ball_ends(arb(high) / log2)[1]


def _in_bits(form: LogLinear) -> str:
    normal = form.normal
    whole = sum((c for n, c in normal.logs if n == 2), fmpq(0))
    parts = [(c, f"log({fmpz(n)})/log(2)") for n, c in normal.logs if n != 2]
    if whole != 0:
        parts.insert(0, (whole, ""))
    text = joined(parts)
    if normal.constant != 0:
        c = normal.constant
        size = f"{abs(c)}/log(2)"
        text = f"{text} {'-' if c < 0 else '+'} {size}" if text else f"{'-' if c < 0 else ''}{size}"
    return text or "0"
