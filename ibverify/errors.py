"""The family of errors: each says where it arose, what is wrong with its value, and what to do about it.

IbverifyError
├── InputError             what was brought cannot be taken as it is (exit status 2)
│   ├── NumberError        a text that spells no number, or one too long
│   ├── FileError          a file that cannot be read, or is not what it says
│   ├── ProblemError       a field of a problem that contradicts itself or another one
│   ├── RuleError          a step of a derivation that its rule does not allow
│   └── UnsupportedError   correct, but outside of what can be treated
│       ├── UnsupportedNetwork
│       └── UnsupportedLaw
├── UndecidedError         a plain answer was asked of a comparison that has none
└── RefutedError           a statement that had to be proved is false
"""

from __future__ import annotations


class IbverifyError(Exception):
    """An error with three fields; its text is one line, `where: what; todo`."""

    def __init__(self, where: str, what: str, todo: str) -> None:
        super().__init__(where, what, todo)
        self.where = where
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}; {self.todo}" if self.where else f"{self.what}; {self.todo}"
        return " ".join(text.split())

    def within(self, place: str) -> IbverifyError:
        """The same error, one place further out: a file, a field."""
        return type(self)(f"{place}: {self.where}" if self.where else place, self.what, self.todo)


class InputError(IbverifyError):
    """What was brought cannot be taken as it is."""


class NumberError(InputError):
    """A text that spells no number of the grammar, or one that is too long."""


class FileError(InputError):
    """A file that cannot be read, or is not what it claims to be."""


class ProblemError(InputError):
    """A field of a problem that contradicts itself or another one."""


class RuleError(InputError):
    """A step of a derivation that its rule does not allow."""


class UnsupportedError(InputError):
    """Correct input that lies outside of what can be treated."""


class UnsupportedNetwork(UnsupportedError):
    """A network with operators, or a graph, that cannot be treated."""


class UnsupportedLaw(UnsupportedError):
    """A law whose information has neither a closed form nor a useful bound here."""


class UndecidedError(IbverifyError):
    """A plain yes or no was asked of a comparison that has none."""


class RefutedError(IbverifyError):
    """A statement that had to be proved is false; `what` is its counterexample."""


def shown(text: object, limit: int = 60) -> str:
    """A value as an error message shows it: quoted, on one line, cut in the middle when long."""
    full = text if isinstance(text, str) else str(text)
    if len(full) > limit:
        half = limit // 2
        full = f"{full[:half]}...{full[-8:]}"
        return f"{full!r} ({len(text) if isinstance(text, str) else len(str(text))} characters)"
    return repr(full)
