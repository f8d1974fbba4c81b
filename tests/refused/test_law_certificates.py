"""Certificates of laws to turn away, each one change away from a good one, and each for its own reason."""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from flint import fmpq

from ibverify.formats.law_certificate import certificate_to_dict
from ibverify.loaders.statement import statement_from_dict
from ibverify.recheck.certificates import Rejected, Unreadable, check, digest, main
from ibverify.study.certify import Finite, Infinite

Document = dict[str, Any]

PROBLEM: Document = {
    "format": "ibverify-problem/1",
    "input": [
        {"label": "0", "mass": "1/2", "box": [["0", "1"], ["0", "1"]]},
        {"label": "0", "mass": "1/4", "polytope": [["0", "0"], ["1", "0"], ["1", "1"]]},
        {"label": "1", "mass": "1/8", "halfspaces": [["-1", "0", "0"], ["0", "-1", "0"], ["1", "1", "1"]]},
        {"label": "1", "mass": "1/8", "atom": ["2", "3"]},
        {"label": "1", "mass": "0", "box": [["0", "1"], ["0", "1"]]},
    ],
    "network": [
        {"weight": [["1", "0"], ["0", "1"]], "bias": ["0", "0"], "activation": "relu"},
        {"weight": [["1", "0"], ["0", "1"]], "bias": ["0", "0"], "activation": "leaky_relu", "slope": "1/9"},
        {"weight": [["1", "1"]], "bias": ["-1"], "activation": "step"},
    ],
    "readout": {"threshold": "1/2"},
}


def good() -> Document:
    points = (tuple(map(fmpq, "01")), tuple(map(fmpq, "11")))
    weights = (tuple(map(fmpq, "100")), (fmpq(0), fmpq(1, 2), fmpq(1, 2)))
    # x + y > 1 has 1/4 from the box, 1/8 from the first triangle, none from the second, 1/8 from the atom
    halves = Finite(((fmpq(1, 2), 2),))
    claims = [Infinite(0, points), Infinite(1, weights), halves, halves]
    return certificate_to_dict(statement_from_dict(PROBLEM, Path()), claims)


REMOVED = object()
AT_WITNESS = ("layers", 0, "witness")
AT_INPUT = ("problem", "input")
AT_LAYER = ("problem", "network", 1)

# where the change is, what stands there then, and the class and the text of the error; the digests fit again
CHANGES: dict[str, tuple[Sequence[Any], Any, type[ValueError], str]] = {
    "no format": (("format",), REMOVED, Unreadable, "certificate: the field format is missing"),
    "another format": (("format",), "ibverify-certificate/2", Unreadable, "it is no ibverify-certificate/1"),
    "another kind": (("kind",), "derivation", Unreadable, "of the kind law"),
    "a field too many": (("note",), "trust me", Unreadable, "certificate: 'note' is no field here"),
    "layers that are no list": (("layers",), {"1": "infinite"}, Unreadable, "layers: .* is no list of entries"),
    "no layers": (("layers",), [], Unreadable, r"layers: \[\] is no list of entries"),
    "a layer left out": (("layers",), "tail", Rejected, "layers: there are 3, and 4 in the problem"),
    "a layer twice": (("layers",), "double", Rejected, "layers: there are 8, and 4 in the problem"),
    "layers exchanged": (("layers",), "turned", Rejected, r"layers\[0\].index: it is 'readout', where 1 has its place"),
    "an index as a text": (("layers", 0, "index"), "1", Rejected, "it is '1', where 1 has its place"),
    "true as an index": (("layers", 0, "index"), True, Rejected, "it is True, where 1 has its place"),
    "an index for the readout": (("layers", 3, "index"), 4, Rejected, "it is 4, where readout has its place"),
    "no index": (("layers", 0, "index"), REMOVED, Unreadable, r"layers\[0\]: the field index is missing"),
    "a claim of another sort": (("layers", 0, "I(X;L)"), "large", Unreadable, "infinite, finite or unknown"),
    "a claim in a list": (("layers", 0, "I(X;L)"), ["infinite"], Unreadable, "infinite, finite or unknown"),
    "a claim that is no object": (("layers", 0), "infinite", Unreadable, "infinite, finite or unknown"),
    "infinite as finite": (("layers", 0, "I(X;L)"), "finite", Unreadable, "the field masses is missing"),
    "infinite, and masses": (("layers", 0, "masses"), [["1", 1]], Unreadable, "'masses' is no field here"),
    "finite as infinite": (("layers", 2), {"index": 3, "I(X;L)": "infinite", "witness": "first"}, Rejected, "jumps"),
    "unknown, and a hint": (("layers", 2, "I(X;L)"), "unknown", Unreadable, "'masses' is no field here"),
    "no witness": (("layers", 0, "witness"), REMOVED, Unreadable, "the field witness is missing"),
    "a witness with a hint": ((*AT_WITNESS, "radius"), "1", Unreadable, "'radius' is no field here"),
    "no component": ((*AT_WITNESS, "component"), REMOVED, Unreadable, "the field component is missing"),
    "a component that is not there": ((*AT_WITNESS, "component"), 5, Unreadable, "5 is no index of the input"),
    "a component counted from the end": ((*AT_WITNESS, "component"), -1, Unreadable, "-1 is no index of the input"),
    "true as a component": ((*AT_WITNESS, "component"), True, Unreadable, "True is no index of the input"),
    "a component without mass": ((*AT_WITNESS, "component"), 4, Rejected, r"input\[4\] has no mass"),
    "the points in an atom": ((*AT_WITNESS, "component"), 3, Rejected, "not in the component"),
    "the points as weights": ((*AT_WITNESS, "component"), 1, Unreadable, "is no list of 3 entries"),
    "one point": ((*AT_WITNESS, "points"), [["0", "1"]], Unreadable, "is no list of 2 entries"),
    "three points": ((*AT_WITNESS, "points"), [["0", "1"]] * 3, Unreadable, "is no list of 2 entries"),
    "a point twice": ((*AT_WITNESS, "points", 0), ["1", "1"], Rejected, "images are not shown to differ"),
    "a point moved out": ((*AT_WITNESS, "points", 0), ["0", "1000001/1000000"], Rejected, "not in the component"),
    "a point of the plane in space": ((*AT_WITNESS, "points", 0), ["0"] * 3, Unreadable, "is no list of 2 entries"),
    "a coordinate that is no number": ((*AT_WITNESS, "points", 0, 0), "oo", Unreadable, "'oo' is no number"),
    "true as a coordinate": ((*AT_WITNESS, "points", 0, 0), True, Unreadable, "True is no number"),
    "a float as a coordinate": ((*AT_WITNESS, "points", 0, 0), 0.5, Unreadable, "0.5 is no number"),
    "a coordinate with an exponent": ((*AT_WITNESS, "points", 0, 0), "1e-9", Unreadable, "'1e-9' is no number"),
    "a denominator of 0": ((*AT_WITNESS, "points", 0, 0), "1/0", Unreadable, "'1/0' is no number"),
    "digits that are not ASCII": ((*AT_WITNESS, "points", 0, 0), "١", Unreadable, "is no number"),
    "a number of 100,001 digits": ((*AT_WITNESS, "points", 0, 0), "1" * 100_001, Unreadable, "is no number"),
    "weights that sum to 2": (("layers", 1, "witness", "points", 0), ["1", "1", "0"], Rejected, "not in the component"),
    "a negative weight": (("layers", 1, "witness", "points", 0), ["2", "-1", "0"], Rejected, "not in the component"),
    "a mass too few": (("layers", 2, "masses"), [["1/2", 1]], Rejected, "the atoms of L are 2 of mass 1/2"),
    "other masses": (("layers", 2, "masses"), [["3/4", 1], ["1/4", 1]], Rejected, "the atoms of L are 2 of mass 1/2"),
    "masses one by one": (("layers", 2, "masses"), [["1/2", 1]] * 2, Rejected, "the atoms of L are 2 of mass 1/2"),
    "no masses": (("layers", 2, "masses"), [], Unreadable, "is no list of entries"),
    "true as a count": (("layers", 2, "masses"), [["1/2", True]], Unreadable, "True is no number of atoms"),
    "a count as a text": (("layers", 2, "masses"), [["1/2", "2"]], Unreadable, "'2' is no number of atoms"),
    "a mass without a count": (("layers", 2, "masses"), ["1/2", "1/2"], Unreadable, "is no list of 2 entries"),
    "a problem that is no object": (("problem",), [], Unreadable, "problem: .* is no object"),
    "a problem of another format": (("problem", "format"), "x", Unreadable, "problem.format: it is not"),
    "a problem with expectations": (("problem", "expect"), [], Unreadable, "problem: 'expect' is no field here"),
    "no input": ((*AT_INPUT,), [], Unreadable, "problem.input: .* is no list of entries"),
    "an input from a file": ((*AT_INPUT,), {"npz": "d.npz"}, Unreadable, "problem.input: .* is no list"),
    "a mass that is less": ((*AT_INPUT, 3, "mass"), "1/9", Unreadable, "do not sum to 1"),
    "a negative mass": ((*AT_INPUT, 4, "mass"), "-1/8", Unreadable, "no mass from 0 on"),
    "no label": ((*AT_INPUT, 3, "label"), REMOVED, Unreadable, "the field label is missing"),
    "a label that is a number": ((*AT_INPUT, 3, "label"), 1, Unreadable, "no text as label"),
    "half a character as a label": ((*AT_INPUT, 3, "label"), "\ud800", Unreadable, "no canonical form"),
    "two shapes": ((*AT_INPUT, 3, "box"), [["0", "1"]] * 2, Unreadable, "not one of atom, box"),
    "no shape": ((*AT_INPUT, 3, "atom"), REMOVED, Unreadable, "not one of atom, box"),
    "a point in space": ((*AT_INPUT, 3, "atom"), ["2", "3", "4"], Unreadable, "unlike dimensions"),
    "a side that is empty": ((*AT_INPUT, 0, "box", 0), ["1", "0"], Unreadable, "an empty side"),
    "a side with three ends": ((*AT_INPUT, 0, "box", 0), ["0", "1", "2"], Unreadable, "is no list of 2 entries"),
    "a hull of points and vectors": ((*AT_INPUT, 1, "polytope", 0), ["0"], Unreadable, "rows of unlike lengths"),
    "a hull of nothing": ((*AT_INPUT, 1, "polytope"), [], Unreadable, "is no list of entries"),
    "halfspaces without bound": ((*AT_INPUT, 2, "halfspaces", 2), ["1", "-1", "1"], Unreadable, "empty or unbounded"),
    "halfspaces without points": ((*AT_INPUT, 2, "halfspaces", 2), ["1", "1", "-1"], Unreadable, "empty or unbounded"),
    "halfspaces without coordinates": ((*AT_INPUT, 2, "halfspaces"), [["1"]], Unreadable, "empty or unbounded"),
    "more halfspaces than are tried": ((*AT_INPUT, 2, "halfspaces"), [["1", "0", "1"]] * 300, Rejected, "so many"),
    "no network": (("problem", "network"), [], Unreadable, "problem.network: .* is no list of entries"),
    "a network from a file": (("problem", "network"), {"onnx": "n.onnx"}, Unreadable, "problem.network: .* is no list"),
    "an activation that is unknown": ((*AT_LAYER, "activation"), "gelu", Unreadable, "'gelu' is not known"),
    "a list as an activation": ((*AT_LAYER, "activation"), ["relu"], Unreadable, "is not known"),
    "a slope for relu": ((*AT_LAYER, "activation"), "relu", Unreadable, "'slope' is no field here"),
    "a name for a layer": ((*AT_LAYER, "name"), "fc", Unreadable, "'name' is no field here"),
    "a row too long": ((*AT_LAYER, "weight", 0), ["1", "0", "0"], Unreadable, "is no list of 2 entries"),
    "a row too few": ((*AT_LAYER, "weight"), [["1", "0"]], Unreadable, r"bias: \['0', '0'\] is no list of 1 entries"),
    "a weight that is no number": ((*AT_LAYER, "weight", 0, 0), None, Unreadable, "None is no number"),
    "a source to come": ((*AT_LAYER, "sources"), [2], Unreadable, r"sources: \[2\] are no earlier layers"),
    "a source from the end": ((*AT_LAYER, "sources"), [-1], Unreadable, r"sources: \[-1\] are no earlier layers"),
    "a source twice": ((*AT_LAYER, "sources"), [1, 1], Unreadable, r"sources: \[1, 1\] are no earlier layers"),
    "true as a source": ((*AT_LAYER, "sources"), [True], Unreadable, r"sources: \[True\] are no earlier layers"),
    "no sources": ((*AT_LAYER, "sources"), [], Unreadable, "sources: .* is no list of entries"),
    "numbers of too much work": (("problem", "network", 0), "long", Rejected, "numbers are too long to be checked"),
    "a readout of another sort": (("problem", "readout"), {"soft": True}, Unreadable, "'soft' is no field here"),
    "two readouts": (("problem", "readout", "argmax"), True, Unreadable, "neither a threshold nor the arg max"),
    "an arg max that is 1": (("problem", "readout"), {"argmax": 1}, Unreadable, "neither a threshold nor the arg max"),
    "a readout less": (("problem", "readout"), REMOVED, Rejected, "layers: there are 4, and 3 in the problem"),
    "another threshold": (("problem", "readout", "threshold"), "1", Rejected, r"layers\[3\].masses: .* 1 of mass 1"),
    "another bias": (("problem", "network", 2, "bias", 0), "-3/2", Rejected, r"layers\[2\].masses: the atoms"),
    "a layer that is constant": ((*AT_LAYER, "weight"), [["0", "0"]] * 2, Rejected, "not shown to differ"),
}


def written(value: Any, made: Document) -> Any:
    """What stands in the place of a word that is short for it."""
    layers = made["layers"]
    short = {"tail": layers[:3], "double": layers * 2, "turned": layers[::-1]}
    if isinstance(value, dict) and value.get("witness") == "first":
        return {**value, "witness": layers[0]["witness"]}
    if value == "long":
        rows = [["0", "0"]] * 2_000 + [[f"1/{i}{'0' * 80_000}7", "0"] for i in range(1, 9)]
        return {"weight": rows, "bias": ["0"] * len(rows), "activation": "relu"}
    return short.get(value, value) if isinstance(value, str) else value


def changed(path: Sequence[Any], value: Any) -> Document:
    made = good()
    value = written(value, made)
    place = made
    for step in path[:-1]:
        place = place[step]
    if value is REMOVED:
        del place[path[-1]]
    else:
        place[path[-1]] = copy.deepcopy(value)
    return made


def sealed(certificate: Document) -> Document:
    rest = {key: value for key, value in certificate.items() if key != "digest"}
    rest["problem_digest"] = digest(rest["problem"])
    return {**rest, "digest": digest(rest)}


def test_the_good_one():
    halves = "I(X;L) = -1*log(1/2)"
    assert check(good(), PROBLEM) == [
        "layer 1: I(X;L) = oo, since L is not constant on input[0]",
        "layer 2: I(X;L) = oo, since L is not constant on input[1]",
        f"layer 3: {halves}",
        f"readout: {halves}",
    ]


@pytest.mark.parametrize(("path", "value", "error", "message"), CHANGES.values(), ids=CHANGES)
def test_one_change(path: Sequence[Any], value: Any, error: type[ValueError], message: str):
    with pytest.raises(error, match=message) as found:
        check(sealed(changed(path, value)))
    assert len(str(found.value)) < 400
    assert "\n" not in str(found.value)


DIGESTS = {
    "the problem swapped": (("problem", "input", 3, "atom"), ["2", "4"], "problem_digest"),
    "a witness moved": (("layers", 0, "witness", "points", 0, 0), "1/2", "digest: it is not the digest of the rest"),
    "the problem's digest cut": (("problem_digest",), "00", "problem_digest"),
    "the digest a list": (("digest",), [], "digest: it is not the digest of the rest"),
    "a space in the digest": (("digest",), f"{good()['digest']} ", "digest: it is not the digest of the rest"),
}


@pytest.mark.parametrize(("path", "value", "message"), DIGESTS.values(), ids=DIGESTS)
def test_digests_that_do_not_fit(path: Sequence[Any], value: Any, message: str):
    with pytest.raises(Rejected, match=message):
        check(changed(path, value))


def test_no_claims():
    silent = [{"index": i, "I(X;L)": "unknown"} for i in (1, 2, 3, "readout")]
    with pytest.raises(Rejected, match="nothing is claimed of any"):
        check(sealed({**good(), "layers": silent}))


@pytest.mark.parametrize("value", [None, True, 1, "certificate", [], [1], {}, {"format": []}, float("nan"), {1: 2}])
def test_what_is_no_certificate(value: Any):
    with pytest.raises(Unreadable):
        check(value)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("input", 0, "mass"), "1/3", "do not sum to 1"),
        (("network", 0, "activation"), "gelu", "is not known"),
        (("network",), {"onnx": "net.onnx"}, "is no list"),
    ],
)
def test_problems_that_cannot_be_compared(path: Sequence[Any], value: Any, message: str):
    with pytest.raises(Unreadable, match=message):
        check(good(), changed(("problem", *path), value)["problem"])


def test_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Status 0, 1 and 2; an error is one line."""
    text = json.dumps(good())
    files = {
        "good": text,
        "bad": text.replace('"1/2", 2', '"1/2", 1'),
        "cut": text[:-1],
        "twice": text[:-1] + ',"kind":0}',
    }
    for (name, content), status in zip(files.items(), (0, 1, 2, 2), strict=True):
        (tmp_path / name).write_text(content)
        assert main([str(tmp_path / name)]) == status
        out, err = capsys.readouterr()
        assert (len(out.splitlines()), len(err.splitlines())) == ((4, 0) if status == 0 else (0, 1))
