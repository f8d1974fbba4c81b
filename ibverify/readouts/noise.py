r"""Independent noise on every coordinate, $L + \eta$: Secs. 5.3 and 5.4.

Main result: `readout`, with the size of one of the laws in `CHOICE`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from flint import fmpq

from ibverify.readouts._noise import Noise, gaussian, uniform

CHOICE: Mapping[str, str] = MappingProxyType(
    {"uniform": "Uniform on [-w, w], w > 0.", "gaussian": "Normal, of this standard deviation, above 0."}
)
_MAKERS: Mapping[str, Callable[[fmpq], Noise]] = MappingProxyType({"uniform": uniform, "gaussian": gaussian})


def readout(data: Mapping[str, fmpq]) -> Noise:
    """The noise of `{kind: size}`. Raises `ProblemError` for a size that is not positive.

    >>> readout({"uniform": fmpq(1, 20)}).parameters
    {'uniform': 1/20}
    """
    [(kind, size)] = data.items()
    return _MAKERS[kind](size)
