"""Certificates of derivations to turn away: each is one change from a good one, and each check has what sets it off."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from ibverify.certificate import canonical, derivation_certificate, setting_to_dict
from ibverify.kernel import INFINITY as KERNEL_INFINITY
from ibverify.kernel import (
    H,
    Setting,
    Statement,
    affine,
    channel,
    function,
    network,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.recheck import derivations
from ibverify.recheck.derivations import (
    INFINITY,
    ONE,
    RULES,
    ZERO,
    Rejected,
    Unreadable,
    check,
    divergence,
    info,
    least,
    one,
    read,
    without,
)
from tests.unit.recheck.test_derivations import GOOD, sealed

Certificate = dict[str, Any]
Edit = Callable[[Certificate], object]


@pytest.fixture(scope="module")
def good() -> dict[str, Certificate]:
    made = {name: derivation_certificate([derive()], None) for name, derive in GOOD.items()}
    for certificate in made.values():
        check(certificate)
    return made


def find(data: Any, path: tuple[Any, ...]) -> Any:
    """A part: of a list of steps by the rule, of a list of variables by the name."""
    for key in path:
        if isinstance(data, list) and isinstance(key, str):
            data = next(x for x in data if key in ((x["rule"],) if isinstance(x, dict) else x[:1]))
        else:
            data = data[key]
    return data


def put(*path: Any) -> Edit:
    """The last but one of these is the place of a part, the last one what it becomes."""
    *way, key, value = path
    return lambda certificate: find(certificate, tuple(way)).__setitem__(key, value)


def add(*path: Any) -> Edit:
    """An entry more, at the end of a list."""
    *way, value = path
    return lambda certificate: find(certificate, tuple(way)).append(value)


def drop(*path: Any) -> Edit:
    *way, key = path
    return lambda certificate: find(certificate, tuple(way)).pop(key)


def swap(*path: Any) -> Edit:
    *way, i, j = path

    def exchange(certificate: Certificate) -> None:
        entries = find(certificate, tuple(way))
        entries[i], entries[j] = entries[j], entries[i]

    return exchange


def premise(rule: str, which: int, other: str) -> Edit:
    """The step by a rule is applied to the first step by another one."""

    def exchange(certificate: Certificate) -> None:
        rules = [step["rule"] for step in certificate["steps"]]
        certificate["steps"][rules.index(rule)]["premises"][which] = rules.index(other)

    return exchange


def uphill(certificate: Certificate) -> None:
    """What was dropped from a chain that goes down is added to it."""
    steps = certificate["steps"]
    dropped = [s for s in steps if s["rule"] == "replace_back" and steps[s["premises"][1]]["rule"] == "nonnegative"]
    dropped[-1]["rule"] = "replace"


def node(name: str, *entry: Any) -> Edit:
    """Another variable in place of this one, in the first setting."""
    return lambda certificate: find(certificate, ("settings", 0, "variables", name)).__setitem__(slice(None), entry)


def minima(depth: int) -> Any:
    total = [[1, ["1"]]]
    for _ in range(depth):
        total = [[1, ["min", total, [[1, ["1"]]]]]]
    return total


STATES = ("conclusions", 0, "statement")
TERM = [1, ["I", ["L"], ["Y"], []]]
SETTING = {"variables": [["X", "source", [], []]], "surrogates": [], "hypotheses": []}
STEP = {"setting": 0, "rule": "nonnegative", "arguments": [[[1, ["1"]]]], "premises": []}

UNREADABLE: list[tuple[str, str, Edit, str]] = [
    ("another format", "(24)", put("format", "ibverify-certificate/2"), "no ibverify-certificate/1 of a derivation"),
    ("another kind", "(24)", put("kind", "law"), "no ibverify-certificate/1 of a derivation"),
    ("no steps field", "(24)", drop("steps"), "no object with format"),
    ("a field more", "(24)", put("author", "X"), "and nothing else"),
    ("a field more in a setting", "(24)", put("settings", 0, "note", "X"), "setting 0: .* and nothing else"),
    ("a field more in a step", "(24)", put("steps", 3, "note", "X"), "step 3: .* and nothing else"),
    ("a field more in a conclusion", "(24)", put("conclusions", 0, "note", "X"), "conclusion 0: .* and nothing else"),
    ("a step without premises", "(24)", drop("steps", 0, "premises"), "step 0: .* no object with setting, rule"),
    ("a claim that is a number", "(24)", put("claim", 24), "24 is no text"),
    ("a claim of two lines", "(24)", put("claim", "s09.eq24\nI(X;L) == 0"), "is no id of a claim"),
    ("no claim", "(24)", put("claim", ""), "'' is no id of a claim"),
    ("steps that are an object", "(24)", put("steps", {}), "{} is no list"),
    ("a setting that is null", "(24)", put("settings", 0, None), "setting 0: None is no object"),
    ("a rule that is a number", "(24)", put("steps", 0, "rule", 1), "step 0: 1 is no text"),
    ("true for the setting 1", "Theorem 1", put("steps", 11, "setting", True), "step 11: True is no integer"),
    ("true for the premise 1", "(24)", put("steps", "replace", "premises", 0, True), "True is no integer"),
    ("true for a coefficient of 1", "(24)", put("steps", 0, "arguments", 0, 0, 0, True), "step 0: True is no integer"),
    ("true in a conclusion", "(24)", put(*STATES, 0, 0, 0, True), "conclusion 0: True is no integer"),
    ("true for a factor of 1", "(24)", put("steps", "replace", "arguments", 0, True), "True is no integer from 0"),
    ("a coefficient of 0", "(24)", put(*STATES, 0, 0, 0, 0), "0 is no integer from 1"),
    ("a coefficient of -1", "(24)", put(*STATES, 0, 0, 0, -1), "-1 is no integer from 1"),
    ("a coefficient of 10^10", "(24)", put(*STATES, 0, 0, 0, 10**10), "10000000000 is no integer from 1"),
    ("a coefficient of 10^100000", "(24)", put(*STATES, 0, 0, 0, 1 << 333_333), "is no integer from 1"),
    ("a coefficient that is a float", "(24)", put(*STATES, 0, 0, 0, 1.0), "1.0 is no integer"),
    ("a coefficient that is a text", "(24)", put(*STATES, 0, 0, 0, "1"), "'1' is no integer"),
    ("a premise counted from the end", "(24)", put("steps", "replace", "premises", 0, -1), "-1 is no integer"),
    ("names out of order", "chain", swap("steps", 0, "arguments", 2, 0, 1), "is not in alphabetical order"),
    ("a name twice", "chain", put("steps", 0, "arguments", 2, ["T", "T"]), "is not in alphabetical order"),
    ("a name for a set of names", "chain", put("steps", 0, "arguments", 0, "X"), "step 0: 'X' is no list"),
    ("a set of names for a name", "markov", put("steps", 0, "arguments", 0, ["Y"]), "is no text"),
    ("a name that is a number", "chain", put("steps", 0, "arguments", 0, [1]), "1 is no text"),
    ("an unknown term", "(24)", put(*STATES, 0, 0, 1, ["h", "X"]), "is no term"),
    ("a term with a field more", "(24)", put(*STATES, 0, 0, 1, ["I", ["Y"], ["L"], [], []]), "no list of 0 to 4"),
    ("a term with a field less", "(24)", put(*STATES, 0, 0, 1, ["I", ["Y"], ["L"]]), "is no term"),
    ("a term twice", "(24)", add(*STATES, 0, [1, ["C", ["Q", ["pullback", "T"]]]]), "twice in a sum"),
    ("a term twice, turned round", "(24)", add(*STATES, 0, TERM), "twice in a sum"),
    ("a strict inequality", "(24)", put(*STATES, 1, ">"), "'>' is no relation"),
    ("a hypothesis that is strict", "(24)", put("settings", 0, "hypotheses", 0, 1, "<"), "'<' is no relation"),
    ("a statement of two parts", "(24)", drop(*STATES, 2), "no list of 3 to 3"),
    ("a sum that is a number", "(24)", put(*STATES, 2, 0), "0 is no list"),
    ("an unknown kind", "(24)", put("settings", 0, "variables", "T", 1, "relu"), "'relu' is no kind of variable"),
    ("a name of two lines", "(24)", put("settings", 0, "variables", "X", 0, "X\nY"), "is no name"),
    ("a name that looks like another", "(24)", put("settings", 0, "variables", "X", 0, "Х"), "is no name"),  # Cyrillic
    ("an empty name", "(24)", put("settings", 0, "variables", "X", 0, ""), "'' is no name"),
    ("flags twice", "(24)", put("settings", 0, "variables", "Y", 3, ["finite", "finite"]), "alphabetical order"),
    ("another way to move", "(24)", put(*STATES, 0, 1, 1, 1, 1, 0, "push"), "neither pullback nor average"),
    ("a surrogate without a name", "(24)", put(*STATES, 0, 1, 1, 1, []), "no list of 1 to 20"),
    ("a path of 30", "(24)", put(*STATES, 0, 1, 1, 1, ["Q", *[["average", "T"]] * 30]), "no list of 1 to 20"),
    ("minima 21 deep", "start", put("steps", 0, "arguments", 0, minima(21)), "is no term, or is nested too deeply"),
    ("minima 5,000 deep", "start", put("steps", 0, "arguments", 0, minima(5000)), "nested too deeply"),
    ("a sum of 101 terms", "start", put("steps", 0, "arguments", 0, [TERM] * 101), "no list of 0 to 100"),
    ("101 variables", "(24)", put("settings", 0, "variables", [["X", "source", [], []]] * 101), "no list of 0 to 100"),
    ("10,001 steps", "(24)", put("steps", [STEP] * 10_001), "no list of 0 to 10000"),
    ("an argument more", "(24)", add("steps", "start", "arguments", 1), "no list of 1 to 1"),
    ("an argument less", "chain", drop("steps", 0, "arguments", 3), "no list of 4 to 4"),
    ("a premise more", "flip", add("steps", "flip", "premises", 0), "no list of 1 to 1"),
    ("a premise less", "replace", drop("steps", "replace", "premises", 1), "no list of 2 to 2"),
]

REJECTED: list[tuple[str, str, Edit, str]] = [
    ("no conclusions", "(24)", put("conclusions", []), "it concludes nothing"),
    ("no steps", "(24)", put("steps", []), r"conclusion 0: there is no number \d+ before"),
    ("nothing at all", "(24)", lambda c: c.update(settings=[], steps=[], conclusions=[]), "it concludes nothing"),
    ("a conclusion without its loss", "(24)", drop(*STATES, 0, 1), r"step \d+ shows another statement"),
    ("a conclusion turned round", "(24)", put(*STATES, 1, "<="), r"step \d+ shows another statement"),
    ("an equality", "(24)", put(*STATES, 1, "=="), r"step \d+ shows another statement"),
    ("a larger coefficient", "(24)", put(*STATES, 2, 0, 0, 2), r"step \d+ shows another statement"),
    ("another variable", "(24)", put(*STATES, 0, 0, 1, 2, ["T"]), r"step \d+ shows another statement"),
    ("another surrogate", "(24)", put(*STATES, 0, 1, 1, 1, ["Q"]), r"step \d+ shows another statement"),
    ("the conclusion of another step", "(24)", put("conclusions", 0, "step", 0), "step 0 shows another statement"),
    ("a conclusion twice", "(24)", lambda c: c["conclusions"].extend(c["conclusions"]), "concluded twice"),
    ("a conclusion of no step", "(24)", put("conclusions", 0, "step", 99), "there is no number 99 before it"),
    ("a step that is not used", "(24)", add("steps", STEP), r"step \d+ is not used"),
    ("a setting that is not used", "(24)", add("settings", SETTING), "setting 1 is not used"),
    ("a setting that is not there", "(24)", put("steps", 0, "setting", 1), "there is no number 1 before it"),
    ("a premise of its own", "flip", put("steps", 1, "premises", 0, 1), "step 1: there is no number 1 before it"),
    ("a circle", "(24)", lambda c: put("steps", "replace", "premises", 0, len(c["steps"]) - 1)(c), "no number"),
    ("a dangling premise", "(24)", put("steps", -1, "premises", 0, 999), "there is no number 999 before it"),
    ("steps in another order", "flip", swap("steps", 0, 1), "step 0: there is no number 0 before it"),
    ("premises exchanged", "replace", swap("steps", "replace", "premises", 0, 1), "no part of the sum"),
    ("another premise", "(24)", put("steps", -1, "premises", 1, 0), "no part of the sum|one inequality"),
    ("no such rule", "(24)", put("steps", 0, "rule", "axiom"), "step 0: there is no rule 'axiom'"),
    ("a private name for a rule", "(24)", put("steps", 0, "rule", "__class__"), "there is no rule '__class__'"),
    ("no such variable", "(24)", put("steps", "chain", "arguments", 0, ["N"]), "there is no variable 'N'"),
    ("no such surrogate", "(24)", put("steps", "log_loss", "arguments", 0, ["N"]), "there is no surrogate 'N'"),
    ("a variable for a surrogate", "(24)", put("steps", "log_loss", "arguments", 0, ["Y"]), "no surrogate 'Y'"),
    ("no such hypothesis", "hypothesis", put("steps", 0, "arguments", 0, 1), "there is no hypothesis 1"),
    ("a variable twice", "(24)", add("settings", 0, "variables", ["X", "source", [], []]), "X is declared twice"),
    ("a surrogate named as a variable", "(24)", add("settings", 0, "surrogates", ["X", "Y", [], []]), "declared twice"),
    ("parents to come", "(24)", node("Y", "Y", "channel", ["T"], ["finite"]), "there is no variable 'T' before it"),
    ("a source of something", "chain", node("W", "W", "source", ["T"], []), "a source has 1 parents"),
    ("a channel of nothing", "chain", node("W", "W", "channel", [], []), "a channel has 0 parents"),
    ("an affine map of two", "collisions", node("Z", "Z", "affine", ["B", "X"], []), "a affine has 2 parents"),
    ("a flag of another kind", "chain", node("W", "W", "channel", ["T"], ["invertible"]), "has other flags"),
    ("two flags on a source", "chain", node("X", "X", "source", [], ["density", "finite"]), "has other flags"),
    ("a law given what it is of", "(24)", put("settings", 0, "surrogates", "Q", 2, ["T", "Y"]), "Q is given what"),
    ("an unknown surrogate flag", "(24)", put("settings", 0, "surrogates", "Q", 3, ["true"]), "has other flags"),
    ("the decoder is a channel", "(24)", node("T", "T", "channel", ["L"], []), "Q is pulled back along what is no"),
    ("the labels are not finite", "(24)", node("Y", "Y", "channel", ["X"], []), "is not finite"),
    ("the decoder sees X", "(24)", node("T", "T", "function", ["L", "X"], []), "not given all that Q is given"),
    ("the labels come first", "markov", swap("settings", 0, "variables", 0, 1), "no variable 'X' before it"),
    ("an information of nothing", "chain", put("steps", 0, "arguments", 0, []), "an information is of no variables"),
    ("not a function of it", "determined", put("steps", 0, "arguments", 2, ["X"]), "B is no function of C"),
    ("no way up a function", "determined, upwards", node("W", "W", "function", ["T"], []), "B is no function of C"),
    ("no way up half a function", "same_points", node("W", "W", "channel", ["T"], []), "no functions of each other"),
    ("a parent is not given", "markov", put("steps", 0, "arguments", 2, []), "a parent of V is not in C"),
    ("a child is given", "markov", put("steps", 0, "arguments", 0, "L"), "V has a descendant in B or C"),
    ("the law is not exact", "exact", put("settings", 0, "surrogates", "P", 3, []), "not declared as the true law"),
    ("an exact law moved", "exact", put("steps", 0, "arguments", 0, ["P", ["average", "L"]]), "not declared as the"),
    ("moved along the wrong variable", "point_mass", put("steps", 0, "arguments", 0, "W"), "what it is not given"),
    ("Z is not among C", "compensation", put("steps", 0, "arguments", 1, ["L"]), "not given all that Q is given"),
    ("T is given", "jensen", put("steps", 0, "arguments", 1, ["L", "T"]), "V has a descendant in B or C"),
    ("the parents are not given", "jensen", put("steps", 0, "arguments", 1, ["X"]), "not given all that Q is given"),
    ("twice", "replace", put("steps", "replace", "arguments", 0, 4), "what it takes away is no part of the sum"),
    ("no times", "replace", put("steps", "replace", "arguments", 0, 0), "it replaces nothing"),
    ("down and up", "(24)", uphill, "or in the other direction"),
    ("cancelled without a bound", "cancel", put("steps", "cancel", "premises", 1, 0), "may be infinite"),
    ("nothing to cancel", "cancel", put("steps", "cancel", "premises", 0, 1), "no part of the sum"),
    ("not affine", "collisions", put("steps", 0, "arguments", 0, "B"), "Z is not affine"),
    ("any image", "projection", node("X", "X", "source", [], ["diffuse"]), "A need not be bounded"),
    ("any law", "density", node("X", "X", "source", [], ["component"]), "X need not have a density"),
    ("a discrete law", "not_discrete", node("X", "X", "source", [], ["finite"]), "X may be discrete"),
    ("any activation", "bilipschitz", node("B", "B", "function", ["Z"], ["invertible"]), "no bilipschitz function"),
    ("an unbounded vector", "bilipschitz", node("X", "X", "source", [], []), "Z need not be bounded"),
    ("two vectors", "bilipschitz", node("B", "B", "function", ["X", "Z"], ["bilipschitz"]), "acts on one vector"),
    ("any Lipschitz map", "lipschitz", node("B", "B", "function", ["Z"], ["invertible"]), "no bilipschitz function"),
    ("a map of an unbounded vector", "lipschitz", node("X", "X", "source", [], []), "A need not be bounded"),
    ("one way only", "antisymmetry", premise("antisymmetry", 1, "density"), "not S <= T and T <= S"),
    ("one way twice", "antisymmetry", premise("antisymmetry", 1, "cubes"), "not S <= T and T <= S"),
    ("the width of a function", "narrowest", put("steps", 0, "arguments", 0, "B"), "conclusion 0: step 0 shows"),
    ("other atoms", "same_atoms", swap("steps", 1, "arguments", 0, 1), "the premise is not H2"),
    ("no dimension", "Theorem 1", premise("positive_dimension", 0, "density"), "a premise is of another setting"),
    ("a lower dimension", "Theorem 1", premise("positive_dimension", 0, "some_width"), "premise is not 1 <= n d"),
    ("no component", "Theorem 1", node("X", "X", "source", [], ["diffuse"]), "need not have such a component"),
    (
        "another network",
        "Theorem 1",
        node("L", "L", "network", ["X"], ["invertible"]),
        "differ in more than the density|shows another",
    ),
    ("another premise of a mixture", "Theorem 1", premise("component", 0, "flip"), "the premise is not H"),
    ("the base for the step", "(16)", premise("induction", 1, "density"), "not a network on a source"),
    ("the step for the base", "(16)", premise("induction", 0, "bilipschitz"), "not of X, and of one layer"),
    ("another base", "(16)", premise("induction", 0, "density"), "the first premise is not P"),
    ("another step", "(16)", premise("induction", 1, "projection"), "the second premise is not P"),
    ("another layer", "(16)", put("steps", "induction", "arguments", 0, "X"), "more than a network on a source"),
    ("a layer that is a list", "(16)", put("steps", "induction", "arguments", 0, []), "more than a network"),
    ("another statement", "(16)", put("steps", "induction", "arguments", 2, ">="), "the first premise is not P"),
    ("another name", "(16)", put("steps", "induction", "arguments", 1, 0, 1, 1, "Z"), "there is no variable 'Z'"),
]
ALTERED = [(*row, Unreadable) for row in UNREADABLE] + [(*row, Rejected) for row in REJECTED]


@pytest.mark.parametrize(("name", "edit", "words", "kind"), [pytest.param(*row[1:], id=row[0]) for row in ALTERED])
def test_one_change(good: dict[str, Certificate], name: str, edit: Edit, words: str, kind: type[ValueError]) -> None:
    """One change to a good certificate, sealed again where it has a canonical form: refused, and for this reason."""
    certificate = copy.deepcopy(good[name])
    edit(certificate)
    with suppress(ValueError, RecursionError):
        certificate = sealed(certificate)
    with pytest.raises(kind, match=words):
        check(certificate)


def test_each_row_is_another_one() -> None:
    assert len({row[0] for row in ALTERED}) == len(ALTERED) > 60


def test_induction_is_on_any_layer(good: dict[str, Certificate]) -> None:
    """What A has, what B is, what is assumed, and what else there is, changed in the setting of one layer."""
    for edit, words in (
        (put("settings", 1, "variables", "A", 3, ["compact", "invertible"]), "A has what a layer need not have"),
        (put("settings", 1, "variables", "A", 3, ["bilipschitz"]), "A has what a layer need not have"),
        (put("settings", 1, "variables", "B", 3, ["bilipschitz", "invertible"]), "not of X, and of one layer B"),
        (put("settings", 1, "variables", "X", 3, []), "not of X, and of one layer B"),
        (put("settings", 1, "variables", 1, ["A", "channel", ["X"], []]), "Z need not be bounded"),
        (put("settings", 1, "variables", "B", 2, ["A"]), "d2|part of the sum"),
        (add("settings", 1, "variables", ["N", "source", [], []]), "not a network on a source"),
        (add("settings", 1, "surrogates", ["Q", "X", [], []]), "not of X, and of one layer B"),
        (put("settings", 1, "hypotheses", 0, 1, "<="), "the second premise|shows another|no part"),
        (lambda c: c["settings"][1]["hypotheses"].append(c["settings"][1]["hypotheses"][0]), "assumes is not P"),
        (put("settings", 2, "variables", "L", 3, ["invertible"]), "not of X, and of one layer B"),
        (add("settings", 2, "variables", ["N", "source", [], []]), "not a network on a source"),
        (add("settings", 2, "surrogates", ["Q", "X", [], []]), "more than a network on a source"),
        (add("settings", 2, "hypotheses", [[], "<=", []]), "more than a network on a source"),
        (add("settings", 0, "hypotheses", [[], "<=", []]), "not of X, and of one layer B"),
        (lambda c: [put("settings", i, "variables", "X", 3, ["diffuse"])(c) for i in range(3)], "need not have"),
    ):
        certificate = copy.deepcopy(good["(16)"])
        edit(certificate)
        with pytest.raises(Rejected, match=words):
            check(sealed(certificate))


# The digest.


def test_the_digest_covers_everything(good: dict[str, Certificate]) -> None:
    for change in ({"claim": "s09.eq25"}, {"digest": good["(26)"]["digest"]}, {"digest": "0" * 64}, {"digest": None}):
        with pytest.raises(Rejected, match="the digest is not that of the rest"):
            check({**good["(24)"], **change})


def test_a_sealed_claim_is_not_looked_at(good: dict[str, Certificate]) -> None:
    """Whose claim it proves is for the reader of the certificate to compare."""
    assert check(sealed({**good["(24)"], "claim": "s09.eq25"})) == check(good["(24)"])


# Texts.

GOOD_TEXT = canonical(derivation_certificate([GOOD["(24)"]()], None))
TEXTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "it is no JSON"),
    "half": (lambda: GOOD_TEXT[: len(GOOD_TEXT) // 2], "it is no JSON"),
    "without its end": (lambda: GOOD_TEXT[:-1], "it is no JSON"),
    "two of them": (lambda: GOOD_TEXT * 2, "it is no JSON"),
    "a list": (lambda: b"[" + GOOD_TEXT + b"]", "is no ibverify-certificate/1 of a derivation"),
    "a key twice": (lambda: GOOD_TEXT.replace(b'"kind":', b'"kind":"law","kind":'), "has a key twice"),
    "a key twice, deep": (lambda: GOOD_TEXT.replace(b'"rule":', b'"rule":"start","rule":', 1), "has a key twice"),
    "a float": (lambda: GOOD_TEXT.replace(b"[1,", b"[1.0,", 1), "'1.0' is no integer of at most 10 digits"),
    "an exponent": (lambda: GOOD_TEXT.replace(b"[1,", b"[1e0,", 1), "'1e0' is no integer"),
    "not a number": (lambda: GOOD_TEXT.replace(b"[1,", b"[NaN,", 1), "NaN|nan"),
    "infinity": (lambda: GOOD_TEXT.replace(b"[1,", b"[Infinity,", 1), "Infinity|inf"),
    "5,000 digits": (lambda: GOOD_TEXT.replace(b"[1,", b"[" + b"1" * 5000 + b",", 1), "is no integer of at most 10"),
    "a million digits": (lambda: GOOD_TEXT.replace(b"[1,", b"[" + b"1" * 10**6 + b",", 1), "of at most 10 digits"),
    "100,000 lists": (lambda: b"[" * 100_000, "it is no JSON"),
    "lists in a step": (lambda: GOOD_TEXT.replace(b'"Y"', b"[" * 500 + b"]" * 500, 1), "no text|nested too deeply"),
    "a byte order mark": (lambda: b"\xef\xbb\xbf" + GOOD_TEXT, "it is no JSON"),
    "Latin-1": (lambda: GOOD_TEXT.replace(b'"Y"', b'"\xdc"'), "it is no JSON"),
    "half a pair": (lambda: GOOD_TEXT.replace(b'"Y"', b'"\\ud800"'), "is no name"),
    "four million bytes more": (lambda: GOOD_TEXT + b" " * 4_000_000, "it has more than 4000000 bytes"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    make, words = TEXTS[name]
    with pytest.raises(Unreadable, match=words):
        check(read(make()))


def test_the_text_of_a_good_one() -> None:
    assert check(read(GOOD_TEXT)) == check(json.loads(GOOD_TEXT))


# Bombs: refused or checked, and soon.


def chained(settings: list[Any], steps: list[tuple[str, list[Any], list[int]]], statement: Any = None) -> Certificate:
    """A certificate of one setting whose last step is the conclusion."""
    made = [dict(zip(("setting", "rule", "arguments", "premises"), (0, *step), strict=True)) for step in steps]
    concluded = [] if statement is None else [{"step": len(steps) - 1, "statement": statement}]
    head = {"format": "ibverify-certificate/1", "kind": "derivation", "claim": None}
    return sealed({**head, "settings": settings, "steps": made, "conclusions": concluded})


def entropy(name: str, count: int = 1) -> Any:
    return [count, ["I", [name], [name], []]]


def long_way_round(variables: int, steps: int) -> Certificate:
    """As many variables as there may be, each found equivalent to the last, over and over."""
    invertible = [[f"V{i:03}", "function", [f"V{i - 1:03}"], ["invertible"]] for i in range(1, variables)]
    ends = ["V000", f"V{variables - 1:03}"]
    found = [("same_points", ends, [])]
    for index in range(steps // 2):
        way = "replace_back" if index % 2 == 0 else "replace"  # there and back again
        found += [("same_points", ends, []), (way, [1], [2 * index, 2 * index + 1])]
    statement = [[[1, ["H2", ends[0]]]], "==", [[1, ["H2", ends[(steps // 2 + 1) % 2]]]]]
    return chained([{**SETTING, "variables": [["V000", "source", [], []], *invertible]}], found, statement)


def doubling(levels: int) -> Certificate:
    """X <= min(0, X) + min(0, 0, X): a hypothesis by which each level has minima of two copies of the one before."""
    one_, other = [], [entropy("X")]
    grown = [[1, ["min", one_, [entropy("X")]]], [1, ["min", other, [entropy("X")]]]]
    settings = [{**SETTING, "hypotheses": [[[entropy("X")], "==", grown]]}]
    steps: list[tuple[str, list[Any], list[int]]] = [("hypothesis", [0], [])]
    for _ in range(levels):
        last = len(steps) - 1
        steps += [
            ("inside", [one_], [last]),
            ("inside", [other], [last]),
            ("replace", [1], [0, last + 1]),
            ("replace", [1], [last + 3, last + 2]),
        ]
    return chained(settings, steps)


def squaring(levels: int) -> Certificate:
    """H(X) <= 10 H(X), applied to itself until the coefficient has a million digits."""
    settings = [{**SETTING, "hypotheses": [[[entropy("X")], "<=", [entropy("X", 10)]]]}]
    steps: list[tuple[str, list[Any], list[int]]] = [("hypothesis", [0], [])]
    steps += [("replace", [10**level], [level - 1, 0]) for level in range(1, levels)]
    return chained(settings, steps)


BOMBS: dict[str, tuple[Callable[[], Certificate], str]] = {
    "a million steps": (lambda: {**long_way_round(2, 10), "steps": [STEP] * 10**6}, "no list of 0 to 10000 entries"),
    "a million settings": (lambda: {**long_way_round(2, 10), "settings": [SETTING] * 10**6}, "no list of 0 to 10000"),
    "a thousand doublings": (lambda: doubling(1000), "a statement has more than 100 terms"),
    "a thousand multiples": (lambda: squaring(1000), "a coefficient is larger than 1000000000"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_soon(name: str) -> None:
    make, words = BOMBS[name]
    certificate = make()
    start = time.process_time()
    with pytest.raises((Rejected, Unreadable), match=words):
        check(certificate)
    assert time.process_time() - start < 1


def test_the_most_that_is_checked_is_checked_soon() -> None:
    certificate = long_way_round(100, 9_998)
    start = time.process_time()
    assert len(check(certificate)) == 1
    assert time.process_time() - start < 3


# Negative controls: a rule without its side condition, or with another formula, accepts what is false.

FREE = setting(
    X=source(),
    Y=channel("X", finite=True),
    Z=channel("X"),
    T=function("X"),
    Q=surrogate("Y", "Z"),
)
CANCELLED = FREE.assuming(Statement(H("X") + H("Y"), "==", H("X")), Statement(H("X"), "==", KERNEL_INFINITY))
BELOW = setting(X=source(), Z=channel("X"), Y=channel("Z", finite=True), M=channel("Z"), Q=surrogate("Y", "Z"))
VECTOR = setting(X=source("density"), U=source("diffuse"), T=function("X"), Z=affine("X"))
MIXED = setting(X=source("component"), T=function("X"))
DENSE = setting(X=source("density"), T=function("X")).assuming(Statement(H("T"), "==", KERNEL_INFINITY))
ALONE = setting(X=source())
LAYER = setting(X=source(), A=function("X"), Z=affine("A"), B=function("Z", is_="invertible"))
AFTER = LAYER.assuming(Statement(quantity("H2", "B"), "==", quantity("H2", "X")))
LAYERS = setting(X=source(), L=network("X", "invertible"))


def term(sign: str, *fields: Any) -> Any:
    return [1, [sign, *fields]]


def h(name: str, *given: str) -> Any:
    return term("I", [name], [name], [*given])


X, Y, T, LOG, UNIT, OO = h("X"), h("Y"), h("T"), term("log", "Y"), term("1"), term("oo")
MEAN = ["Q", ["average", "Z"]]
BOUNDED = [("cardinality", ["Y", []], []), ("cardinality", ["Y", ["X"]], [])]


def parents(s: derivations.Setting, v: int) -> int:
    return s.nodes[v].parents


def equated(s: derivations.Setting, v: int, c: int, q: derivations.Surrogate) -> derivations.Statement:
    return divergence(c, s.moved(q, "average", v)), "==", divergence(c | v, q)


# By rule: the settings; steps, of which the last is by the rule, in the last setting; the unsound rule; the statement
# that it shows; and where that is false.
Steps = list[tuple[str, list[Any], list[int]]]
CONTROLS: dict[str, tuple[list[Setting], Steps, Callable[..., Any], Any, str]] = {
    "nonnegative": (
        [FREE],
        [("nonnegative", [[X]], [])],
        lambda s, total: (total, "<=", ZERO),
        [[X], "<=", []],
        "X a coin",
    ),
    "chain": (
        [FREE],
        [("chain", [["X"], ["Y"], ["Z"], []], [])],
        lambda s, a, b, c, d: (info(a, b | c, d), "==", info(a, b, d) + info(a, c, d)),
        [[term("I", ["X"], ["Y", "Z"], [])], "==", [term("I", ["X"], ["Y"], []), term("I", ["X"], ["Z"], [])]],
        "X = Y = Z a coin",
    ),
    "determined": (
        [FREE],
        [("determined", [["Y"], ["Y"], ["X"]], [])],
        lambda s, a, b, c: (info(a, b, c), "==", ZERO),
        [[h("Y", "X")], "==", []],
        "Y a coin",
    ),
    "markov": (
        [FREE],
        [("markov", ["Y", ["X"], []], [])],
        lambda s, v, b, c: (info(v, b, c), "==", ZERO),
        [[term("I", ["Y"], ["X"], [])], "==", []],
        "X = Y a coin",
    ),
    "cardinality": (
        [FREE],
        [("cardinality", ["Y", ["X"]], [])],
        lambda s, v, c: (info(v, v, c), "==", s.log(v)),
        [[h("Y", "X")], "==", [LOG]],
        "Y = X a coin",
    ),
    "hypothesis": (
        [FREE],
        [("hypothesis", [0], [])],
        lambda s, index: (ONE, "==", ZERO),
        [[UNIT], "==", []],
        "everywhere",
    ),
    "log_loss": (
        [FREE],
        [("log_loss", [["Q"]], [])],
        lambda s, q: (s.loss(q), "==", divergence(q.given, q)),
        [[term("C", ["Q"])], "==", [term("D", ["Z"], ["Q"])]],
        "Y a coin of its own, Q its law",
    ),
    "compensation": (
        [FREE],
        [("compensation", [["X"], ["Z"], ["Q"]], [])],
        lambda s, a, c, q: (divergence(a | c, q), "==", divergence(c, q)),
        [[term("D", ["X", "Z"], ["Q"])], "==", [term("D", ["Z"], ["Q"])]],
        "Y = X a coin, Z constant, Q the law of Y",
    ),
    "exact": (
        [FREE],
        [("exact", [["Q"]], [])],
        lambda s, q: (divergence(q.given, q), "==", ZERO),
        [[term("D", ["Z"], ["Q"])], "==", []],
        "Q another law than that of Y",
    ),
    "change_of_variables": (
        [FREE],
        [("change_of_variables", ["Z", ["X"], ["Q"]], [])],
        equated,
        [[term("D", ["X"], MEAN)], "==", [term("D", ["X", "Z"], ["Q"])]],
        "Y and Z coins of their own, Q a point mass at Z",
    ),
    "point_mass": (
        [FREE],
        [("point_mass", ["Z", ["X"], ["Q"]], [])],
        equated,
        [[term("D", ["X"], MEAN)], "==", [term("D", ["X", "Z"], ["Q"])]],
        "Y and Z coins of their own, Q a point mass at Z",
    ),
    "jensen": (
        [BELOW],
        [("jensen", ["Z", ["M", "X"], ["Q"]], [])],
        lambda s, v, c, q: (divergence(c, s.moved(q, "average", v)), "<=", divergence(c | v, q)),
        [[term("D", ["M", "X"], MEAN)], "<=", [term("D", ["M", "X", "Z"], ["Q"])]],
        "Y = M = Z a coin of its own, Q a point mass at Z: log 2 <= 0",
    ),
    "collision_entropy": (
        [FREE],
        [("collision_entropy", ["X"], [])],
        lambda s, v: (info(v, v), "<=", one("H2", v)),
        [[X], "<=", [term("H2", "X")]],
        "X with masses 2/3 and 1/3",
    ),
    "collisions": (
        [FREE],
        [("collisions", ["T"], [])],
        lambda s, z: (one("H2", z), "==", one("H2", parents(s, z))),
        [[term("H2", "T")], "==", [term("H2", "X")]],
        "X a coin, T constant",
    ),
    "same_points": (
        [FREE],
        [("same_points", ["T", "X"], [])],
        lambda s, v, z: (one("H2", v), "==", one("H2", z)),
        [[term("H2", "T")], "==", [term("H2", "X")]],
        "X a coin, T constant",
    ),
    "same_atoms": (
        [FREE],
        [("start", [[term("H2", "T")]], []), ("same_atoms", ["T", "X"], [0])],
        lambda s, known, z, v: (info(z, z), "==", info(v, v)),
        [[T], "==", [X]],
        "X a coin, T constant",
    ),
    "not_discrete": (
        [FREE],
        [("not_discrete", ["X"], [])],
        lambda s, x: (info(x, x), "==", INFINITY),
        [[X], "==", [OO]],
        "X a coin",
    ),
    "limits": (
        [VECTOR],
        [("limits", ["U"], [])],
        lambda s, v: (one("d2", v), "==", one("upperd2", v)),
        [[term("d2", "U")], "==", [term("upperd2", "U")]],
        "U with binary digits that are free and 0 in turn, in blocks that grow",
    ),
    "cubes": (
        [VECTOR],
        [("cubes", ["U"], [])],
        lambda s, v: (one("upperd2", v), "==", one("width", v)),
        [[term("upperd2", "U")], "==", [term("width", "U")]],
        "U on Cantor's set",
    ),
    "lipschitz": (
        [VECTOR],
        [("lipschitz", ["T"], [])],
        lambda s, v: (one("upperd2", v), "<=", one("upperd2", parents(s, v))),
        [[term("upperd2", "T")], "<=", [term("upperd2", "X")]],
        "X of one coordinate, T of two, on a curve that fills a square",
    ),
    "density": (
        [VECTOR],
        [("density", ["U"], [])],
        lambda s, x: (one("d2", x), "==", one("width", x)),
        [[term("d2", "U")], "==", [term("width", "U")]],
        "U on Cantor's set",
    ),
    "projection": (
        [VECTOR],
        [("projection", ["T"], [])],
        lambda s, z: (one("d2", z), "==", least(one("width", z), one("d2", parents(s, z)))),
        [[term("d2", "T")], "==", [term("min", [term("width", "T")], [term("d2", "X")])]],
        "T constant",
    ),
    "bilipschitz": (
        [VECTOR],
        [("bilipschitz", ["T"], [])],
        lambda s, v: (one("d2", v), "==", one("d2", parents(s, v))),
        [[term("d2", "T")], "==", [term("d2", "X")]],
        "T constant",
    ),
    "narrowest": (
        [VECTOR],
        [("narrowest", ["Z"], [])],
        lambda s, v: (one("minwidth", v), "==", one("width", v)),
        [[term("minwidth", "Z")], "==", [term("width", "Z")]],
        "X of one coordinate, Z of two",
    ),
    "some_width": (
        [VECTOR],
        [("some_width", ["X"], [])],
        lambda s, v: (ONE, "==", one("minwidth", v)),
        [[UNIT], "==", [term("minwidth", "X")]],
        "X of two coordinates",
    ),
    "order": (
        [VECTOR],
        [("order", ["U"], [])],
        lambda s, v: (one("d2", v), "==", one("d", v)),
        [[term("d2", "U")], "==", [term("d", "U")]],
        "U uniform on an interval or an atom, by a coin",
    ),
    "positive_dimension": (
        [FREE],
        [("nonnegative", [[term("d", "X")]], []), ("positive_dimension", ["X"], [0])],
        lambda s, known, v: (info(v, v), "==", INFINITY),
        [[X], "==", [OO]],
        "X a coin",
    ),
    "start": (
        [FREE],
        [("start", [[X]], [])],
        lambda s, total: (total, "==", ZERO),
        [[X], "==", []],
        "X a coin",
    ),
    "flip": (
        [FREE],
        [("nonnegative", [[X]], []), ("flip", [], [0])],
        lambda s, known: (known[2], known[1], known[0]),
        [[X], "<=", []],
        "X a coin",
    ),
    "replace": (
        [FREE],
        [*BOUNDED, ("flip", [], [1]), ("replace", [1], [0, 2])],
        lambda s, known, by, n: (known[0], known[1], without(known[2], by[0]) + by[2]),
        [[Y], "<=", [h("Y", "X")]],
        "Y = X a coin",
    ),
    "replace_back": (
        [FREE],
        [*BOUNDED, ("replace_back", [1], [0, 1])],
        lambda s, known, by, n: (known[0], known[1], without(known[2], by[2]) + by[0]),
        [[Y], "<=", [h("Y", "X")]],
        "Y = X a coin",
    ),
    "inside": (
        [FREE],
        [("nonnegative", [[X]], []), ("inside", [[UNIT]], [0])],
        lambda s, known, total: (least(total, known[0]), "==", least(total, known[2])),
        [[term("min", [UNIT], [])], "==", [term("min", [UNIT], [X])]],
        "X a coin",
    ),
    "absorb": (
        [FREE],
        [("nonnegative", [[X]], []), ("absorb", [], [0])],
        lambda s, known: (least(known[2], known[0]), "==", known[2]),
        [[term("min", [X], [])], "==", [X]],
        "X a coin",
    ),
    "antisymmetry": (
        [FREE],
        [("nonnegative", [[X]], []), ("antisymmetry", [], [0, 0])],
        lambda s, known, back: (known[0], "==", known[2]),
        [[], "==", [X]],
        "X a coin",
    ),
    "cancel": (
        [CANCELLED],
        [("hypothesis", [0], []), ("hypothesis", [1], []), ("cancel", [], [0, 1])],
        lambda s, known, bound: (without(known[0], bound[0]), known[1], without(known[2], bound[0])),
        [[Y], "==", []],
        "X uniform on an interval, Y a coin",
    ),
    "component": (
        [DENSE, MIXED],
        [("hypothesis", [0], []), ("component", ["X"], [0])],
        lambda s, known, x: known.statement,
        [[T], "==", [OO]],
        "T constant",
    ),
    "induction": (
        [ALONE, AFTER, LAYERS],
        [
            ("start", [[term("H2", "X")]], []),
            ("hypothesis", [0], []),
            ("induction", ["L", [term("d2", "L")], "==", [term("width", "L")]], [0, 1]),
        ],
        lambda s, base, step, layer, *says: derivations._statement(s, [*says]),
        [[term("d2", "L")], "==", [term("width", "L")]],
        "X a coin",
    ),
}


def planted(rule: str, unsound: Callable[..., Any]) -> Callable[..., Any]:
    """The rules of the checker, of which one is replaced."""
    sound = derivations.follows
    return lambda s, name, *args: unsound(s, *args) if name == rule else sound(s, name, *args)


def test_each_rule_has_a_control() -> None:
    assert set(CONTROLS) == set().union(*RULES.values())


@pytest.mark.parametrize("rule", CONTROLS)
def test_a_planted_rule_accepts_what_is_false(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is refused, and accepted once nothing but this rule is another one."""
    settings, steps, unsound, statement, _ = CONTROLS[rule]
    certificate = chained(list(map(setting_to_dict, settings)), steps, statement)
    for index, step in enumerate(certificate["steps"][-len(settings) :]):
        step["setting"] = index
    certificate = sealed(certificate)
    with pytest.raises(Rejected):
        check(certificate)
    monkeypatch.setattr(derivations, "follows", planted(rule, unsound))
    assert len(check(certificate)) == 1
