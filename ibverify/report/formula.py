r"""Which formulas are safe to typeset: those of a small grammar, that compile and do nothing else.

    list     = (atom scripts)*
    atom     = character | {list} | symbol | operator | \frac argument argument | font argument | ... | \text{words}
             | \left delimiter list (\middle delimiter list)* \right delimiter | \big delimiter
    scripts  = at most one subscript and at most one superscript: argument | font argument | + | - | *; or primes
    argument = letter | digit | symbol | {list}

A command that is not listed here is refused: one can read files, redefine what follows or end the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SYMBOLS = _names(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho "
    "sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega "
    "ell infty partial prime top bot circ ast star dagger emptyset"
)
_BRACKETS = _names("{ } | langle rangle lvert rvert lVert rVert lfloor rfloor lceil rceil vert Vert")
_OPERATORS = _BRACKETS | {
    " ",
    *_names(
        "log ln exp min max inf sup lim liminf limsup arg det dim Pr sum prod int bigcup bigcap "
        "le leq ge geq ne neq equiv approx sim simeq cong propto in notin ni subset subseteq supset supseteq "
        "cup cap setminus to mapsto rightarrow leftarrow Rightarrow Leftrightarrow implies iff colon mid parallel perp "
        "ll gg prec preceq cdot times div pm mp wedge vee neg forall exists nabla triangleq "
        "dots ldots cdots dotsc dotsb quad qquad , ; : ! _ % # &"
    ),
}
_FONTS = _names("mathcal mathbb mathrm mathbf mathsf mathit mathtt")
_ARGUMENTS = {
    **dict.fromkeys(_FONTS | _names("boldsymbol operatorname sqrt"), 1),
    **dict.fromkeys(_names("tilde hat bar dot ddot vec overline underline widetilde widehat"), 1),
    **dict.fromkeys(_names("frac tfrac dfrac binom overset underset stackrel"), 2),
}
_SIZES = frozenset(size + side for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m"))
_DELIMITERS = _names("( ) [ ] | / . < >") | {"\\" + name for name in _BRACKETS}
_CHARACTERS = frozenset("+-*/=<>()[].,:;!?| ~")
_WORDS = re.compile(r"[A-Za-z0-9 .,:;()+=/'-]*")
_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|\s+|.", re.DOTALL)
_DEEPEST = 30


def is_safe(formula: str) -> bool:
    r"""Whether the grammar knows the formula.

    >>> is_safe(r"I(Y;f^I) = \log 2 - \frac{\varepsilon}{2}"), is_safe(r"x_1_2"), is_safe(r"\frac{1}"), is_safe("}{")
    (True, False, False, False)
    """
    if not formula.strip() or not formula.isascii():
        return False
    reader = _Reader([token for token in _TOKEN.findall(formula) if not token.isspace()])
    try:
        reader.list(0)
    except _Refused:
        return False
    return reader.at == len(reader.tokens)


class _Refused(Exception):
    """The formula is not of the grammar."""


@dataclass(slots=True)
class _Reader:
    """Reads tokens from left to right; raises `_Refused` where the grammar has no such token."""

    tokens: list[str]
    at: int = 0

    def next(self) -> str:
        if self.at == len(self.tokens):
            raise _Refused
        self.at += 1
        return self.tokens[self.at - 1]

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def list(self, depth: int) -> None:
        """As many atoms as there are, up to what ends a list."""
        if depth > _DEEPEST:
            raise _Refused
        while self.peek() not in ("", "}", r"\right", r"\middle"):
            self.atom(depth)
            self.scripts(depth)

    def atom(self, depth: int) -> None:
        token = self.next()
        name = token[1:] if token.startswith("\\") else ""
        if token == "{":
            self.group_rest(depth)
        elif name == "left":
            self.delimited(depth)
        elif name == "text":
            self.words()
        elif name in _SIZES:
            self.delimiter()
        elif name in _ARGUMENTS:
            for _ in range(_ARGUMENTS[name]):
                self.argument(depth)
        elif name not in _SYMBOLS | _OPERATORS if name else not (token.isalnum() or token in _CHARACTERS):
            raise _Refused

    def scripts(self, depth: int) -> None:
        found: set[str] = set()
        while (kind := self.peek()) in ("_", "^", "'"):
            place = "_" if kind == "_" else "^"
            if place in found:
                raise _Refused
            found.add(place)
            self.next()
            if kind != "'":
                self.script(depth)
            while kind == "'" and self.peek() == "'":
                self.next()

    def script(self, depth: int) -> None:
        token = self.peek()
        if token[1:] in _FONTS or token in ("+", "-", "*"):
            self.next()
        if token not in ("+", "-", "*"):
            self.argument(depth)

    def argument(self, depth: int) -> None:
        token = self.next()
        if token == "{":
            self.group_rest(depth)
        elif not (token.isalnum() or (token.startswith("\\") and token[1:] in _SYMBOLS)):
            raise _Refused

    def group_rest(self, depth: int) -> None:
        self.list(depth + 1)
        if self.next() != "}":
            raise _Refused

    def delimited(self, depth: int) -> None:
        self.delimiter()
        self.list(depth + 1)
        while self.peek() == r"\middle":
            self.next()
            self.delimiter()
            self.list(depth + 1)
        if self.next() != r"\right":
            raise _Refused
        self.delimiter()

    def delimiter(self) -> None:
        if self.next() not in _DELIMITERS:
            raise _Refused

    def words(self) -> None:
        if self.next() != "{":
            raise _Refused
        while (token := self.next()) != "}":
            if _WORDS.fullmatch(token) is None:
                raise _Refused
