"""The contract of claims: what every file of proofs/ has to keep."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest

from ibverify import examples
from ibverify.activations import named
from ibverify.errors import ProblemError
from ibverify.exact import Value, rational
from ibverify.examples import (
    alternating,
    binning,
    boxes,
    clusters,
    connected,
    counterexamples,
    decoder_samples,
    densities,
    digits,
    estimates,
    fig1,
    fig1_curves,
    fig2,
    fig2_activations,
    fig3,
    input_noise,
    intervals,
    invertible,
    jumps,
    monotone,
    noisy_labels,
    outputs,
    pictures,
    points,
    predictors,
    quantized,
    relu,
    rounding,
    scaled,
    slopes,
    soft_outputs,
    staircases,
    tables,
    thresholds,
    two_layers,
    widths,
)
from ibverify.ledger import Claim, Derived, Disproved, Part, Searched, judge, judge_all
from ibverify.ledger.find import load_all, shipped
from ibverify.readouts.noise import readout as noise

FOLDER = Path(examples.__file__).parent
GOLDEN = Path(__file__).parents[1] / "golden" / "cited.txt"
FILES = shipped()
CLAIMS = load_all(FILES)
PARTS = [(id, i) for id, claim in CLAIMS.items() for i in range(len(claim.parts))]


@pytest.fixture(scope="module")
def judgements():
    ledger = judge_all(CLAIMS, tuple(CLAIMS))
    return {j.id: j for j in ledger.judgements}


@pytest.mark.parametrize("id", FILES)
def test_every_claim_is_settled(id: str, judgements):
    """Decided, and every mutant refuted by a witness that is printed."""
    found = judgements[id]
    assert found.is_settled
    assert all(m.witness for m in found.mutants)


@pytest.mark.parametrize("id", FILES)
def test_a_false_claim_has_a_counterexample_and_an_amendment_that_holds(id: str, judgements):
    found = judgements[id]
    if found.verdict == "fails":
        assert found.counterexample
        assert found.amended == f"{id}-amended"
        assert judgements[found.amended].verdict == "holds"
    else:
        assert found.counterexample is None


@pytest.mark.parametrize("id", FILES)
def test_another_seed_gives_the_same_verdicts(id: str, judgements):
    [again] = judge_all(CLAIMS, (id,), seed=1).judgements
    assert (again.verdict, again.strength) == (judgements[id].verdict, judgements[id].strength)
    for part, before in zip(again.parts, judgements[id].parts, strict=True):
        assert part.found.verdict == before.found.verdict
        assert (part.beyond and part.beyond.verdict) == (before.beyond and before.beyond.verdict)


@pytest.mark.parametrize("path", FILES.values(), ids=str)
def test_a_claim_imports_ibverify_alone_and_no_other_claim(path: Path):
    """Besides the standard library."""
    roots = {
        name
        for node in ast.walk(ast.parse(path.read_text()))
        for name in (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert {r.split(".")[0] for r in roots} <= {"ibverify", "itertools"}
    assert not any(r.startswith("ibverify.proofs") for r in roots)


@pytest.mark.parametrize("path", FILES.values(), ids=str)
def test_a_claim_holds_no_verdict(path: Path):
    assert "verdict" not in path.read_text()


@pytest.mark.parametrize("id", FILES)
def test_its_statement_has_a_source_and_a_docstring(id: str):
    claim: Claim = CLAIMS[id]
    assert claim.statement.source.startswith("Sec. ")
    assert ast.get_docstring(ast.parse(FILES[id].read_text()))


def test_cited_results_are_pinned(judgements):
    """What no one here proves, and who rests on it: a change of this list is a change of what readers trust."""
    claims = sorted({id for found in judgements.values() for id in [found.id] if found.cites})
    cited = sorted({each for found in judgements.values() for each in found.cites})
    lines = [f"{each}: {' '.join(id for id in claims if each in judgements[id].cites)}" for each in cited]
    assert "\n".join(lines) + "\n" == GOLDEN.read_text()


# Planted errors: wrong knots, weights, points and activations in the examples that claims look at.


def knots(function: str, text: str) -> Callable[[pytest.MonkeyPatch], None]:
    changed = MappingProxyType(fig2.KNOTS | {function: text})
    return lambda patch: patch.setattr(fig2, "KNOTS", changed)


def weights(function: str, *weight: int) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(fig3, "WEIGHTS", {**fig3.WEIGHTS, function: weight})


STEEP = " ".join(f"{x}:{y}" for x, y in pictures.steep_on_both_sides())
PLANTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "intervals in place of the points of Fig. 1": lambda patch: (
        patch.setattr(fig1, "discrete", fig1.continuous),
        patch.setattr(fig1, "data_set", fig1.continuous),
    ),
    "outputs of Fig. 1 that are added": lambda patch: patch.setattr(fig1_curves, "OUTPUT", (1, 1)),
    "points in place of the intervals of Fig. 1": lambda patch: patch.setattr(fig1, "continuous", fig1.data_set),
    "f'_disc rises within S1": knots("f'_disc", "0:-1/10 1/14:0 " + fig2.KNOTS["f'_disc"]),
    "f'_disc changes later": knots("f'_disc", fig2.KNOTS["f'_disc"].replace("4/21:0 5/21", "5/21:0 11/42")),
    "f'_disc is f''_disc": knots("f'_disc", fig2.KNOTS["f''_disc"]),
    "f''_disc is below 1/2 on S4": knots("f''_disc", fig2.KNOTS["f''_disc"].replace("17/21:1", "17/21:1/4")),
    "f''_disc is f'_disc": knots("f''_disc", fig2.KNOTS["f'_disc"]),
    "f'''_disc swaps S1 and S3": knots("f'''_disc", "1/7:1/3 61/420:2/3 3/7:2/3 181/420:0 5/7:0 43/60:1"),
    "f'''_disc is steep on both sides": knots("f'''_disc", STEEP),
    "f'''_disc is f'_disc": knots("f'''_disc", fig2.KNOTS["f'_disc"]),
    "f'_cont halved": knots("f'_cont", "0:0 1/7:1/10 2/7:3/10 3/7:2/5 4/7:1/10 5/7:1/5 6/7:2/5 1:1/2"),
    "f'_cont constant on strips": knots("f'_cont", fig2.KNOTS["f'_disc"]),
    "f''_cont overlaps on S1 and S2": knots("f''_cont", fig2.KNOTS["f''_cont"].replace("2/7:1/5", "2/7:1/10")),
    "f'_cont overlaps on S1 and S2": knots("f'_cont", fig2.KNOTS["f''_cont"].replace("2/7:1/5", "2/7:1/10")),
    "f''_cont is f'_cont": knots("f''_cont", fig2.KNOTS["f'_cont"]),
    "f'_disc is f'_cont": knots("f'_disc", fig2.KNOTS["f'_cont"]),
    "f_I is f_II": weights("f_I", 0, 1),
    "f_II is f_I": weights("f_II", 1, 1),
    "f_I is constant": weights("f_I", 0, 0),
    "the dot at x2 = 3/5": lambda patch: patch.setattr(fig3, "DOT", ("0", "3/5")),
    "leaky ReLUs": lambda patch: patch.setattr(relu, "ACTIVATION", "leaky_relu"),
    "a narrow tent in the middle of a cube": lambda patch: patch.setattr(
        densities, "TENT", {(rational("1/2"), rational("1/2")): rational(1)}
    ),
    "one tent in place of all": lambda patch: patch.setattr(
        densities, "law_of", lambda _, law_of=densities.law_of: law_of(densities.TENT)
    ),
    "a density that jumps everywhere": lambda patch: patch.setattr(
        densities, "density", lambda _, x: rational(int(x.q) % 2)
    ),
    "a box of half the size": lambda patch: patch.setattr(
        boxes, "_side", lambda row, bias, sides, of=boxes._side: tuple(end / 2 for end in of(row, bias, sides))
    ),
    "x^3 in place of the softsign": lambda patch: patch.setattr(slopes, "SIGMA", slopes.cube),
    "digits that are all free": lambda patch: patch.setattr(digits, "is_free", lambda _: True),
    "X uniform on [0, 2]": lambda patch: patch.setattr(
        counterexamples, "UNIT", intervals.law_of([("0", rational(1), (rational(0), rational(2)))])
    ),
    "an interval in place of the Cantor set": lambda patch: patch.setattr(
        densities, "cantor", lambda _: [(rational(0), rational(1))]
    ),
    "no data points coincide": lambda patch: patch.setattr(points, "TWO_COINCIDE", points.DISTINCT),
    "a density without steps": lambda patch: patch.setattr(densities, "STEP", (rational(0), rational(1))),
    "an identity in place of the softmax": lambda patch: patch.setattr(outputs, "ACTIVATION", "identity"),
    "outputs that say nothing": lambda patch: patch.setattr(outputs, "READ", ("1/2", "1/2")),
    "an argmax in place of the softmax": lambda patch: patch.setattr(outputs, "ACTIVATION", "argmax"),
    "layers that do not widen": lambda patch: patch.setattr(widths, "WIDER", (0, 0)),
    "no atom": lambda patch: patch.setattr(intervals, "with_an_atom", lambda mass: intervals.law_of(intervals.APART)),
    "labels erased less often": lambda patch: patch.setattr(tables, "ERASED", rational("1/4")),
    "equal masses": lambda patch: patch.setattr(tables, "PRIOR", (rational("1/2"), rational("1/2"))),
    "a trait that leaves the label": lambda patch: patch.setattr(tables, "TURNED", 0),
    "a predictor that looks": lambda patch: patch.setattr(predictors, "WEIGHT", 1),
    "touching intervals overlap": lambda patch: patch.setattr(
        intervals, "TOUCHING", intervals.noisy([rational(0), rational("1/4")], intervals.UNIFORM)
    ),
    "three classes": lambda patch: patch.setattr(
        intervals, "CLUSTERS", intervals.noisy([rational(k) for k in (0, 2, 4)], intervals.UNIFORM)
    ),
    "noise on a longer interval": lambda patch: patch.setattr(
        intervals, "UNIFORM", [("0", rational(1), (rational(0), rational("3/2")))]
    ),
    "a bump in place of tanh": lambda patch: patch.setattr(
        monotone, "RATIONAL", {**monotone.RATIONAL, "tanh": ([0, 1], [1, 0, 1])}
    ),
    "leaky ReLUs that do not leak": lambda patch: patch.setattr(
        monotone, "stretch", lambda _, x, y, of=monotone.stretch: of(0, x, y)
    ),
    "a ReLU in place of the step": lambda patch: patch.setattr(thresholds, "ACTIVATION", "relu"),
    "steps on a connected set": lambda patch: patch.setattr(connected, "ACTIVATIONS", ("step",)),
    "points in place of a connected set": lambda patch: patch.setattr(
        connected, "uniform", lambda _: points.problem(points.DISTINCT).law
    ),
    "Cantor sets without measure": lambda patch: patch.setattr(staircases, "FAT", staircases.THIN),
    "Cantor sets with measure": lambda patch: patch.setattr(staircases, "THIN", staircases.FAT),
    "ReLUs in place of leaky ones": lambda patch: patch.setattr(
        fig2_activations, "_leaky", lambda _: named("leaky_relu", slope=rational(0))
    ),
    "flat sigmoids": lambda patch: patch.setattr(fig2_activations, "STEEPNESS", 0),
    "maps that move nothing": lambda patch: patch.setattr(
        invertible, "MAPS", dict.fromkeys(invertible.MAPS, "0:0 1:1")
    ),
    "slopes that are not steep": lambda patch: patch.setattr(input_noise, "STEP", rational("1/10")),
    "a parity that is constant": lambda patch: patch.setattr(alternating, "HIGH", 0),
    "a hard decision in place of the soft one": lambda patch: patch.setattr(
        soft_outputs, "soft", lambda: quantized.HALF
    ),
    "a sigmoid that is always read softly": lambda patch: patch.setattr(
        soft_outputs, "sigmoid", lambda t, data, _, of=soft_outputs.sigmoid: of(t, data)
    ),
    "a dense output with means farther apart": lambda patch: patch.setattr(soft_outputs, "DENSE", (("0", 0), ("1", 1))),
    "noise in place of quantizers": lambda patch: patch.setattr(
        quantized, "levels", lambda _: noise({"uniform": rational("1/4")})
    ),
    "a quantizer in place of noise": lambda patch: patch.setattr(
        quantized, "weighted", lambda _, of=quantized.weighted: of(quantized.levels(4))
    ),
    "noise with a density in place of atoms": lambda patch: patch.setattr(
        quantized, "with_atoms", lambda *_: quantized.weighted(noise({"uniform": rational("1/4")}))
    ),
    "a neuron read at 1/4": lambda patch: patch.setattr(
        quantized, "neuron", lambda weight, epsilon="1/10", of=quantized.neuron: of(weight, epsilon, "1/4")
    ),
    "labels in order on Fig. 1": lambda patch: patch.setattr(
        fig1, "POINTS", [(*point[:2], y) for point, y in zip(fig1.POINTS, "0011", strict=True)]
    ),
    "labels with less noise": lambda patch: patch.setattr(
        noisy_labels, "law", lambda _, of=noisy_labels.law: of("1/100")
    ),
    "a last jump to 3/4": lambda patch: patch.setattr(jumps, "VALUES", ("0", "2/3", "1/3", "3/4")),
    "scaling by the square": lambda patch: patch.setattr(
        scaled, "times", lambda picture, s, of=scaled.times: of(picture, s * s)
    ),
    "an encoder that is constant": lambda patch: patch.setattr(two_layers, "LABEL", "0:0 1:0"),
    "decoders of weight 1": lambda patch: patch.setattr(
        two_layers, "problem", lambda encoder, decoder, _=1, of=two_layers.problem: of(encoder, decoder)
    ),
    "a die with one side": lambda patch: patch.setattr(estimates, "DICE", {"one side": (rational(1),)}),
    "four points in place of sixteen": lambda patch: patch.setattr(rounding, "DATA", (0, 1, 2, 3)),
    "outputs that are right": lambda patch: patch.setattr(rounding, "POINTS", ((1, 1), (2, 2))),
    "clusters that do not meet": lambda patch: patch.setattr(clusters, "MIXED", clusters.SPREAD),
    "clusters around one mean": lambda patch: patch.setattr(
        clusters, "SPREAD", [[(-40, "1/4"), (40, "1/4")], [(-40, "1/4"), (40, "1/4")]]
    ),
    "points that are close": lambda patch: patch.setattr(clusters, "ONE", [[(0, "1/2"), ("1/2", "1/2")]]),
    "clusters that are drawn apart": lambda patch: patch.setattr(
        clusters, "_drawn", lambda cluster, t, of=clusters._drawn: of(cluster, 1 / t)
    ),
    "the bound from below for that from above": lambda patch: patch.setattr(
        clusters, "bounds", lambda cluster, of=clusters.bounds: of(cluster)[:1] * 2
    ),
    "bounds that are larger by log 2": lambda patch: patch.setattr(
        clusters, "bounds", lambda cluster, of=clusters.bounds: tuple(bound + "log(2)" for bound in of(cluster))
    ),
    "weights that are 0": lambda patch: patch.setattr(
        binning, "neuron", lambda _, *rest, of=binning.neuron: of(0, *rest)
    ),
    "one bin": lambda patch: patch.setattr(binning, "CLIPPED", 1),
    "bins of [-2, 2]": lambda patch: patch.setattr(binning, "RANGE", (-2, 2)),
    "a loss that is linear": lambda patch: patch.setattr(decoder_samples, "log_loss", lambda q: Value(1 - q)),
    "a decoder that loses outputs": lambda patch: patch.setattr(
        decoder_samples, "DECODERS", {"one of two": [(rational(1), decoder_samples.ONE_TUPLE[0][1][:1])]}
    ),
}


def part_verdict(id: str, part: Part) -> str:
    alone = replace(part, beyond=None, estimates=None, mutants=part.mutants[:1])
    return judge(id, replace(CLAIMS[id], parts=[alone], rests_on=(), amended=None)).verdict


class Recorder:
    """In the place of a patch: which modules would be changed."""

    def __init__(self):
        self.modules = set()

    def setattr(self, module, name, value):
        self.modules.add(module.__name__)


def patched(plant: Callable[[Recorder], None]) -> set[str]:
    recorder = Recorder()
    plant(recorder)
    return recorder.modules


@cache
def examples_of(path: Path) -> set[str]:
    """The modules of examples that a file imports, and those that these import."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(examples.__name__):
            one_up = node.module == examples.__name__
            found |= {f"{node.module}.{name.name}" for name in node.names} if one_up else {node.module}
    return found.union(*(examples_of(FOLDER / f"{name.rpartition('.')[2]}.py") for name in found))


@pytest.mark.parametrize(("id", "i"), PARTS)
def test_some_planted_error_changes_the_verdict_on_every_part(id: str, i: int, judgements, monkeypatch):
    """A part that looks at an example looks at what its sentence says of it."""
    part, before = CLAIMS[id].parts[i], judgements[id].parts[i].found
    if isinstance(part.evidence, Derived | Disproved | Searched):
        return  # these look at no example: what refutes a wrong derivation is tested with them
    within = examples_of(FILES[id])
    for plant in PLANTS.values():
        if not patched(plant) & within:
            continue  # it changes nothing that the claim looks at
        with monkeypatch.context() as patch:
            plant(patch)
            try:
                if part_verdict(id, part) != before.verdict:
                    return
            except ProblemError:  # the example became meaningless, which proves nothing
                continue
    pytest.fail(f"no planted error changes the verdict on: {part.says}")


@pytest.mark.parametrize(
    ("plant", "id", "changed"),
    [
        ("f'_disc rises within S1", "s04.fig2-disc-amended", [0]),
        ("f'_disc rises within S1", "s04.fig2-disc", [0]),
        ("f'_cont halved", "s04.fig2-cont", [2]),
        ("f'''_disc swaps S1 and S3", "s04.fig2-robust-amended", [0]),
        ("f'''_disc swaps S1 and S3", "s04.fig2-robust", [0]),
        ("f'''_disc is steep on both sides", "s04.fig2-robust", [1]),
        ("the dot at x2 = 3/5", "s04.fig3", [4]),
        ("a dense output with means farther apart", "s05.soft-precision", [2]),
        ("a sigmoid that is always read softly", "s05.soft-gradient", [2]),
        ("noise in place of quantizers", "s05.quantized-constant", [2]),
        ("noise with a density in place of atoms", "s05.quantized-constant", [4]),
        ("a neuron read at 1/4", "s05.quantized-robust", [3]),
    ],
)
def test_a_planted_error_changes_the_parts_that_it_concerns(
    plant: str, id: str, changed: list[int], judgements, monkeypatch
):
    PLANTS[plant](monkeypatch)
    verdicts = [part_verdict(id, part) for part in CLAIMS[id].parts]
    before = [part.found.verdict for part in judgements[id].parts]
    assert [i for i, pair in enumerate(zip(verdicts, before, strict=True)) if pair[0] != pair[1]] == changed


ESTIMATED = [(id, i) for id, i in PARTS if CLAIMS[id].parts[i].estimates is not None]


def test_the_claims_that_are_to_be_estimated_are():
    assert {id for id, _ in ESTIMATED} == {
        "s04.thm1",
        "s08.eq09",
        "s08.eq14",
        "s08.eq15",
        "s08.eq16",
        "s08.eq17",
        "s08.lemma1",
    }


@pytest.mark.parametrize(("id", "i"), ESTIMATED)
@pytest.mark.parametrize("error", [-1, 1])
def test_estimates_notice_a_wrong_dimension(id: str, i: int, error: int, judgements):
    """Most intervals hold what the part states; hardly any holds one more, or one less, and that turns no verdict."""
    part = CLAIMS[id].parts[i]
    wrong = replace(
        part.estimates,
        drawn=lambda random: [replace(each, stated=each.stated + error) for each in part.estimates.drawn(random)],
    )
    alone = replace(CLAIMS[id], parts=[replace(part, estimates=wrong)], rests_on=(), amended=None)
    found, before = judge(id, alone).parts[0], judgements[id].parts[i]
    assert 4 * before.estimates.held >= 3 * len(before.estimates.intervals)
    assert 4 * found.estimates.held <= len(found.estimates.intervals)
    assert (found.found.verdict, found.found.strength) == (before.found.verdict, before.found.strength)
