"""The checker of derivations accepts what the kernel derives, rule by rule, and nothing that the kernel does not."""

from __future__ import annotations

import ast
import copy
import inspect
import json
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibverify.certificate import canonical, derivation_certificate, digest, setting_to_dict
from ibverify.errors import ProblemError
from ibverify.kernel import (
    INFINITY,
    ONE,
    ZERO,
    C,
    D,
    H,
    I,
    Setting,
    Statement,
    Surrogate,
    Theorem,
    affine,
    average,
    calculation,
    channel,
    function,
    infer,
    log_cardinality,
    minimum,
    network,
    pullback,
    quantity,
    setting,
    source,
    surrogate,
)
from ibverify.kernel.data import setting_of, statement_of, sum_of, surrogate_of
from ibverify.kernel.lemmas import (
    averaged,
    data_processing,
    entropy_splits,
    of_a_function,
    pulled_back,
    split,
)
from ibverify.kernel.reasons import (
    bilipschitz,
    collisions,
    density,
    hypothesis,
    limits,
    narrowest,
    nonnegative,
    order,
    projection,
    same_points,
    some_width,
)
from ibverify.kernel.theorem import ACROSS, WITHIN
from ibverify.recheck import derivations
from ibverify.recheck.derivations import RULES, Rejected, Unreadable, check, main

SOURCE = Path(derivations.__file__)

CHAIN = setting(
    X=source(),
    Y=channel("X", finite=True),
    L=channel("X"),
    T=function("L"),
    W=function("T", is_="invertible"),
    Q=surrogate("Y", "T"),
    P=surrogate("Y", "L", exact=True),
).assuming(Statement(H("L"), "<=", log_cardinality("Y")))
NOISY = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=channel("L"), Q=surrogate("Y", "T"))
VECTORS = setting(X=source("density"), Z=affine("X"), B=function("Z", is_="bilipschitz"))


def names(*variables: str) -> frozenset[str]:
    return frozenset(variables)


# A theorem by each rule, from premises where it takes some.


def by(rule: str, *arguments: object, of: Setting = CHAIN) -> Callable[[], Theorem]:
    return lambda: infer(rule, of, *arguments)


def from_(rule: str, *premises: Callable[[], Theorem], of: Setting = CHAIN, given: tuple[object, ...] = ()) -> Any:
    return lambda: infer(rule, of, *given, premises=[premise() for premise in premises])


COARSE = by("cardinality", "Y", names())
FINE = by("cardinality", "Y", names("X"))


def cancelled() -> Theorem:
    """H(Y|X) + log|Y| <= 2 log|Y|, from which H(Y|X) is taken: log|Y| <= ..."""
    start = infer("start", CHAIN, H("Y", "X") + H("Y"))
    bounded = infer("replace", CHAIN, 1, premises=(start, COARSE()))
    return infer("cancel", CHAIN, premises=(bounded, FINE()))


def beyond() -> Theorem:
    """I(X;L) = H(X) for a layer of a network with injective activations."""
    alone, two = setting(X=source()), quantity("H2", "X")
    one = setting(X=source(), A=function("X"), Z=affine("A"), B=function("Z", is_="invertible")).assuming(
        Statement(quantity("H2", "A"), "==", two)
    )
    step = (
        calculation(one, quantity("H2", "B"))
        .equals(quantity("H2", "Z"), by=same_points("B", "Z"))
        .equals(quantity("H2", "A"), by=collisions("Z"))
        .equals(two, by=hypothesis(0))
    )
    whole = setting(X=source(), L=network("X", "invertible"))
    premises = (infer("start", alone, two), step.theorem)
    layers = infer("induction", whole, "L", quantity("H2", "L"), "==", two, premises=premises)
    atoms = infer("same_atoms", whole, "L", "X", premises=(layers,))
    return calculation(whole, I("X", "L")).equals(H("L"), by=of_a_function("X", "L")).equals(H("X"), by=atoms).theorem


def dimensions() -> Theorem:
    """(16): the correlation dimension of a layer is the least width on the way to it."""
    d2, up_to, width = (lambda v: quantity("d2", v)), (lambda v: quantity("minwidth", v)), quantity("width", "Z")
    alone = setting(X=source("density"))
    base = (
        calculation(alone, d2("X"))
        .equals(quantity("width", "X"), by=density("X"))
        .equals(up_to("X"), by=narrowest("X"))
    )
    one = setting(
        X=source("density"),
        A=function("X", is_="compact"),
        Z=affine("A"),
        B=function("Z", is_="bilipschitz"),
    ).assuming(Statement(d2("A"), "==", up_to("A")))
    inner = infer("inside", one, width, premises=(infer("hypothesis", one, 0),))
    step = (
        calculation(one, d2("B"))
        .equals(d2("Z"), by=bilipschitz("B"))
        .equals(minimum(width, d2("A")), by=projection("Z"))
        .equals(minimum(width, up_to("A")), by=inner)
        .equals(up_to("Z"), by=narrowest("Z"))
        .equals(up_to("B"), by=narrowest("B"))
    )
    whole = setting(X=source("density"), L=network("X", "bilipschitz"))
    return infer("induction", whole, "L", d2("L"), "==", up_to("L"), premises=(base.theorem, step.theorem))


def existence() -> Theorem:
    """Lemma 1: upperd2(X) = |X|."""
    up = infer("cubes", VECTORS, "X")
    down = calculation(VECTORS, quantity("width", "X")).equals(quantity("d2", "X"), by=density("X"))
    back = down.at_most(quantity("upperd2", "X"), by=limits("X")).theorem
    return infer("antisymmetry", VECTORS, premises=(up, back))


def theorem_1() -> Theorem:
    """Theorem 1: I(X;L) = oo."""
    layers = dimensions()
    chain = (
        calculation(layers.setting, quantity("d", "L"))
        .at_least(quantity("d2", "L"), by=order("L"))
        .equals(quantity("minwidth", "L"), by=layers)
        .at_least(ONE, by=some_width("L"))
    )
    positive = infer("flip", layers.setting, premises=(chain.theorem,))
    infinite = infer("positive_dimension", layers.setting, "L", premises=(positive,))
    mixed = setting(X=source("component"), L=network("X", "bilipschitz"))
    known = infer("component", mixed, "X", premises=(infinite,))
    return calculation(mixed, I("X", "L")).equals(H("L"), by=of_a_function("X", "L")).equals(INFINITY, by=known).theorem


def equation_24() -> Theorem:
    """I(Y;L) + C(Q(.|h(L))) >= H(Y)."""
    return (
        calculation(CHAIN, I("Y", "L") + C(pullback("Q", "T")))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "T"))
        .equals(I("Y", "L") + H("Y", "T") + D("T", "Q"), by=split("Q"))
        .at_least(I("Y", "T") + H("Y", "T") + D("T", "Q"), by=data_processing("Y", "T", through="L"))
        .at_least(I("Y", "T") + H("Y", "T"), by=nonnegative(D("T", "Q")))
        .equals(H("Y"), by=entropy_splits("Y", "T"))
        .theorem
    )


def equation_26() -> Theorem:
    """C(E[Q(.|T) | L]) <= C(Q)."""
    return calculation(NOISY, C(average("Q", "T"))).at_most(C("Q"), by=averaged("Q", "T")).theorem


GOOD: dict[str, Callable[[], Theorem]] = {
    "nonnegative": by("nonnegative", C("Q")),
    "chain": by("chain", names("X"), names("L"), names("T", "Y"), names()),
    "determined": by("determined", names("X"), names("T", "W"), names("L")),
    "determined, upwards": by("determined", names("X"), names("T"), names("W")),
    "markov": by("markov", "Y", names("L", "T"), names("X")),
    "cardinality": FINE,
    "hypothesis": by("hypothesis", 0),
    "log_loss": by("log_loss", Surrogate("Q", (("pullback", "T"),))),
    "compensation": by("compensation", names("X"), names("T"), Surrogate("Q")),
    "exact": by("exact", Surrogate("P")),
    "change_of_variables": by("change_of_variables", "T", names("L", "Y"), Surrogate("Q")),
    "point_mass": by("point_mass", "T", names("L", "X"), Surrogate("Q")),
    "jensen": by("jensen", "T", names("L"), Surrogate("Q"), of=NOISY),
    "collision_entropy": by("collision_entropy", "T"),
    "collisions": by("collisions", "Z", of=VECTORS),
    "same_points": by("same_points", "T", "W"),
    "same_atoms": from_("same_atoms", by("same_points", "T", "W"), given=("T", "W")),
    "not_discrete": by("not_discrete", "X", of=VECTORS),
    "limits": by("limits", "B", of=VECTORS),
    "cubes": by("cubes", "Z", of=VECTORS),
    "lipschitz": by("lipschitz", "B", of=VECTORS),
    "lipschitz, affine": by("lipschitz", "T", of=setting(X=source(), T=affine("X"))),
    "density": by("density", "X", of=VECTORS),
    "projection": by("projection", "Z", of=VECTORS),
    "bilipschitz": by("bilipschitz", "B", of=VECTORS),
    "narrowest": by("narrowest", "Z", of=VECTORS),
    "some_width": by("some_width", "B", of=VECTORS),
    "order": by("order", "B", of=VECTORS),
    "start": by("start", 2 * H("X") + minimum(I("X", "L"), ONE)),
    "flip": from_("flip", COARSE),
    "replace": from_("replace", by("start", 3 * H("Y") + ONE), COARSE, given=(2,)),
    "replace_back": from_("replace_back", by("start", log_cardinality("Y")), COARSE, given=(1,)),
    "inside": from_("inside", COARSE, given=(ZERO,)),
    "absorb": from_("absorb", COARSE),
    "antisymmetry": existence,
    "cancel": cancelled,
    "beyond": beyond,
    "(16)": dimensions,
    "Theorem 1": theorem_1,
    "(24)": equation_24,
    "(26)": equation_26,
}


# From a certificate back to theorems.


def tuples(data: Any) -> Any:
    return tuple(map(tuples, data)) if isinstance(data, list) else data


READERS: dict[str, Callable[[Any], Any]] = {"Names": frozenset, "Sum": sum_of, "Surrogate": surrogate_of}


def replayed(certificate: dict[str, Any]) -> list[Theorem]:
    """The steps, made again by the kernel; the types of their arguments are those of its rules."""
    settings = [setting_of(tuples([s["variables"], s["surrogates"], s["hypotheses"]])) for s in certificate["settings"]]
    made: list[Theorem] = []
    for step in certificate["steps"]:
        rule = WITHIN.get(step["rule"]) or ACROSS[step["rule"]]
        types = [parameter.annotation for parameter in inspect.signature(rule).parameters.values()]
        given = tuples(step["arguments"])
        kinds = types[len(types) - len(given) :]
        read = [READERS.get(kind, lambda x: x)(x) for kind, x in zip(kinds, given, strict=True)]
        premises = [made[premise] for premise in step["premises"]]
        made.append(infer(step["rule"], settings[step["setting"]], *read, premises=premises))
    return made


def sealed(certificate: dict[str, Any]) -> dict[str, Any]:
    return {**certificate, "digest": digest(certificate)}


@pytest.fixture(scope="module")
def certificates() -> dict[str, dict[str, Any]]:
    return {name: derivation_certificate([derive()], None) for name, derive in GOOD.items()}


def test_every_rule_is_used(certificates: dict[str, Any]) -> None:
    used = {step["rule"] for certificate in certificates.values() for step in certificate["steps"]}
    assert used == {*WITHIN, *ACROSS} == set().union(*RULES.values())


@pytest.mark.parametrize("name", GOOD)
def test_what_the_kernel_derives_is_accepted(name: str) -> None:
    """The certificate goes through text, is accepted, and states what the theorem states, in its setting."""
    theorem = GOOD[name]()
    certificate = json.loads(canonical(derivation_certificate([theorem], "s00.claim")))
    assert len(check(certificate)) == 1
    [conclusion] = certificate["conclusions"]
    assert statement_of(tuples(conclusion["statement"])) == theorem.statement
    number = certificate["steps"][conclusion["step"]]["setting"]
    assert certificate["settings"][number] == setting_to_dict(theorem.setting)
    assert replayed(certificate)[conclusion["step"]].statement == theorem.statement


def test_it_says_what_is_proved(certificates: dict[str, Any]) -> None:
    variables = "source X; finite channel Y of X; channel L of X; function T of L; invertible function W of T"
    laws = "surrogate Q of Y given T; exact surrogate P of Y given L; where H(L) <= log|Y|"
    assert check(certificates["(24)"]) == [f"I(Y;L) + C(Q.pullback(T)) >= H(Y); {variables}; {laws}"]
    vectors = "density source X; bilipschitz network L of X"
    cited = "citing Hunt and Kaloshin (1997), Theorem 1.1; citing Mattila, Moran and Rey (2000), Theorem 2.6"
    assert check(certificates["(16)"]) == [f"d2(L) == minwidth(L); {vectors}; {cited}"]
    [mixed] = check(certificates["start"])
    assert mixed.startswith("2 H(X) + min(I(X;L), 1) == 2 H(X) + min(I(X;L), 1); ")
    [split_] = check(certificates["compensation"])
    assert split_.startswith("D(P(.|T,X) || Q) == I(X;Y|T) + D(P(.|T) || Q); ")
    [least] = check(certificates["nonnegative"])
    assert least.startswith("0 <= C(Q); ")


def test_it_cites_what_the_kernel_cites() -> None:
    for name, derive in GOOD.items():
        theorem = derive()
        [said] = check(derivation_certificate([theorem], None))
        assert {work for work in derivations.CITED.values() if work in said} == theorem.cites, name


# The writer.


def test_equal_derivations_have_equal_bytes(certificates: dict[str, Any]) -> None:
    for name, derive in GOOD.items():
        assert canonical(derivation_certificate([derive()], None)) == canonical(certificates[name])


def test_shared_premises_are_written_once() -> None:
    shared = COARSE()
    flipped = [infer("flip", CHAIN, premises=(shared,)) for _ in range(2)]
    again = infer("flip", CHAIN, premises=(COARSE(),))
    certificate = derivation_certificate([*flipped, again, shared], None)
    assert [step["rule"] for step in certificate["steps"]] == ["cardinality", "flip"]
    assert [conclusion["step"] for conclusion in certificate["conclusions"]] == [1, 0]
    assert len(check(certificate)) == 2


def test_long_derivations_need_no_recursion() -> None:
    theorem = COARSE()
    for _ in range(3000):
        theorem = infer("flip", CHAIN, premises=(theorem,))
    certificate = derivation_certificate([theorem], None)
    assert len(certificate["steps"]) == 3001
    assert len(check(certificate)) == 1


def test_sets_are_written_in_order() -> None:
    s = setting(B=source(), A=source(), Y=channel("B", "A", finite=True), Q=surrogate("Y", ["B", "A"]))
    written = setting_to_dict(s)
    assert written["variables"][2] == ["Y", "channel", ["A", "B"], ["finite"]]
    assert written["surrogates"] == [["Q", "Y", ["A", "B"], []]]


def test_an_induction_may_make_two_terms_one() -> None:
    """P(L): H2(L) + H2(X) = 2 H2(X), of which P(X) has one term twice."""
    both = quantity("H2", "L") + quantity("H2", "X")
    base = infer("start", setting(X=source()), 2 * quantity("H2", "X"))
    assumed = Statement(quantity("H2", "A") + quantity("H2", "X"), "==", 2 * quantity("H2", "X"))
    step = setting(X=source(), A=function("X"), Z=affine("A"), B=function("Z", is_="invertible")).assuming(assumed)
    kept = (
        calculation(step, quantity("H2", "B") + quantity("H2", "X"))
        .equals(quantity("H2", "Z") + quantity("H2", "X"), by=same_points("B", "Z"))
        .equals(quantity("H2", "A") + quantity("H2", "X"), by=collisions("Z"))
        .equals(2 * quantity("H2", "X"), by=hypothesis())
    )
    net = setting(X=source(), L=network("X", "invertible"))
    premises = (base, kept.theorem)
    theorem = infer("induction", net, "L", both, "==", 2 * quantity("H2", "X"), premises=premises)
    [said] = check(derivation_certificate([theorem], None))
    assert said.startswith("H2(L) + H2(X) == 2 H2(X); source X")


def test_nothing_is_no_certificate() -> None:
    with pytest.raises(ProblemError, match="there is no theorem"):
        derivation_certificate([], None)


# Alterations: whatever is still accepted, the kernel derives as well.


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all parts of a certificate."""
    keys = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
    return [path, *(found for key in keys for found in places(data[key], (*path, key)))]


def part(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


FLAGS = ["bilipschitz", "compact", "component", "density", "diffuse", "exact", "finite", "invertible"]
KINDS = ["source", "channel", "function", "affine", "network"]
SIGNS = ["I", "log", "C", "D", "H2", "d2", "upperd2", "d", "width", "minwidth", "min", "1", "oo", "==", "<=", ">="]
WORDS = ["X", "Y", "L", "T", "Z", "A", "B", "Q", "P", "pullback", "average", *FLAGS, *KINDS, *SIGNS, *WITHIN, *ACROSS]


def altered(certificate: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    """One part changed: another number or word; a list that is shorter, longer, in another order, or from elsewhere."""
    made = copy.deepcopy(certificate)
    *path, key = draw.choice([p for p in places(made) if len(p) > 1])
    parent = part(made, tuple(path))
    found = parent[key]
    others = [x for x in (part(made, p) for p in places(made)) if type(x) is type(found) and x != found]
    match found:
        case int():
            parent[key] = draw.choice([found + 1, found - 1, 0, 1, 2])
        case str():
            parent[key] = draw.choice(WORDS)
        case list() if found and draw.random() < 0.4:
            found.pop(draw.randrange(len(found)))
        case list() if draw.random() < 0.2:
            draw.shuffle(found)
        case list() if all(isinstance(x, str) for x in found) and draw.random() < 0.7:
            parent[key] = sorted({*found, draw.choice(WORDS[:27])})
        case _ if others:
            parent[key] = copy.deepcopy(draw.choice(others))
    return made


def made_again(certificate: dict[str, Any]) -> list[Theorem] | None:
    """The steps, if the kernel makes them all."""
    try:
        return replayed(certificate)
    except Exception:  # the data of an alteration need not be such that the kernel can read it
        return None


def test_alterations(certificates: dict[str, Any]) -> None:
    """4,000 alterations, sealed again. What is accepted is what the kernel shows by the same steps.

    And what it shows by altered steps is accepted.
    """
    draw, counts = random.Random(20), Counter[str]()
    for _ in range(4000):
        name = draw.choice(list(certificates))
        certificate = altered(certificates[name], draw)
        if draw.random() < 0.3:
            certificate = altered(certificate, draw)
        made = made_again(certificate)
        try:
            check(sealed(certificate))
        except (Rejected, Unreadable) as error:
            counts[type(error).__name__] += 1
        else:
            same = certificate["settings"] == certificates[name]["settings"]
            counts["accepted, in its setting" if same else "accepted, in another setting"] += 1
            assert made is not None
            for conclusion in certificate["conclusions"]:
                assert made[conclusion["step"]].statement == statement_of(tuples(conclusion["statement"]))
        if made:
            assert len(check(derivation_certificate(made, None))) > 0
            counts["shown and accepted"] += 1
    sys.stdout.write(f"{dict(counts)}\n")
    assert min(counts[f"accepted, in {where} setting"] for where in ("its", "another")) > 50
    assert counts["shown and accepted"] > 500


# It runs alone.


def alone(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(SOURCE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_runs_alone(certificates: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "certificate.json"
    path.write_bytes(canonical(certificates["(24)"]))
    found = alone(str(path))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines() == check(certificates["(24)"])


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        ({"digest": "0" * 64}, 1, "the digest is not that of the rest"),
        ({"steps": []}, 1, "conclusion 0: there is no number"),
        ({"kind": "law"}, 2, "is no ibverify-certificate/1 of a derivation"),
        ("{", 2, "it is no JSON: "),
    ],
)
def test_it_says_why_not(
    certificates: dict[str, Any], tmp_path: Path, content: dict[str, Any] | str, status: int, said: str
) -> None:
    path = tmp_path / "certificate.json"
    path.write_text(content if isinstance(content, str) else json.dumps({**certificates["(24)"], **content}))
    found = alone(str(path))
    assert (found.returncode, found.stdout) == (status, "")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["nowhere.json"], ["."], ["a", "b"], ["\0"]])
def test_no_file_is_unreadable(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


TREE = list(ast.walk(ast.parse(SOURCE.read_text())))


def test_it_imports_the_standard_library_alone() -> None:
    modules = {alias.name for node in TREE if isinstance(node, ast.Import) for alias in node.names}
    modules |= {"." * node.level + (node.module or "") for node in TREE if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names


def test_it_has_no_floats() -> None:
    assert not [node for node in TREE if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    assert not [node for node in TREE if isinstance(node, ast.Div)]
    assert not re.search(r"\b(float|math|isclose|round)\b", SOURCE.read_text())
