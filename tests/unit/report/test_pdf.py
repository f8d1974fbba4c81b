"""pdflatex itself, where it is installed: all that is printed compiles, and nothing in it runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flint import fmpq

from ibverify.distributions import box
from ibverify.errors import FileError
from ibverify.exact import Outcome, Status
from ibverify.examples import decoders, fig1, fig3, layers
from ibverify.law import mixture
from ibverify.ledger import Check, PartRecord, check, judge_all
from ibverify.ledger.find import find, load_all
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.report import formula, pdf
from ibverify.report.computation import fragment
from ibverify.report.derivation import Derivation, derivations, of_derivation
from ibverify.report.document import document
from ibverify.report.text import escape, prose
from ibverify.study.analyze import analyze
from ibverify.study.computation import computation
from tests.unit.report.test_document import HOSTILE, MUTANT, finding, judgement, part
from tests.unit.report.test_formula import SAFE, UNSAFE

GOLDEN = Path(__file__).parents[2] / "golden" / "eq24.tex"
PROGRAM = pdf.pdflatex() or ""

pytestmark = pytest.mark.skipif(not PROGRAM, reason="pdflatex is not installed")


def compiled(body: str, packages: str = "amsmath,amssymb") -> bytes:
    head = f"\\documentclass{{article}}\n\\usepackage{{{packages}}}\n\\begin{{document}}\n"
    return pdf.compiled(f"{head}{body}\n\\end{{document}}\n", PROGRAM)


def test_derivations_compile():
    steps = (decoders.two_steps(), decoders.two_losses(), layers.injective_layers(), layers.information_dimension())
    chains = [of_derivation(Derivation("", known)) for known in (*steps, layers.infinite_layers("diffuse"))]
    assert compiled("\n\n".join([GOLDEN.read_text(), *chains])).startswith(b"%PDF")


def test_computations_compile_with_amsmath_alone():
    boxes = [box.support([(fmpq(low), fmpq(low + 2))] * 3) for low in (-1, 0)]
    law = mixture([("50 % of \\x_$ 中é", fmpq(1, 2), boxes[0]), ("}{", fmpq(1, 2), boxes[1])])
    nets = [Network(3, (layer([[1, 2, 3]]),)), Network(3, (layer([[1, 2, 3], [3, 2, 1]]),))]
    problems = [Problem(law, net) for net in nets]
    problems += [fig3.problem("f_I", "1/10", "1/2"), fig1.problem(fig1.data_set(), "1/8", "2/5")]
    assert compiled("\n".join(fragment(computation(p, analyze(p))) for p in problems), "amsmath").startswith(b"%PDF")


def test_a_hostile_ledger_compiles_to_equal_bytes():
    """Every text of a claim is hostile, in every field; two runs agree."""

    def hostile(text: str) -> PartRecord:
        asked = Check(text, Outcome(Status.UNKNOWN, text), text)
        return part(text, found=finding(scope=text, because=text, shown=(asked,)))

    claims = [
        judgement(
            f"{i} {text}",
            source=text,
            statement=text,
            rests_on=(text, "s04.b"),
            cites=(text,),
            note=text,
            parts=(hostile(text),) * 2,
        )
        for i, text in enumerate(HOSTILE)
    ]
    mutant = replace(MUTANT, says=HOSTILE[5], witness=check("1 + " * 500, 1, "==", 1))
    tex = document([*claims, judgement("s04.b", parts=(part(mutants=(mutant,) * 60),))], {})
    first = pdf.compiled(tex, PROGRAM)
    assert first.startswith(b"%PDF")
    assert pdf.compiled(tex, PROGRAM) == first


def test_a_ledger_with_derivations_compiles():
    """Chains, lemmas, steps in several settings, a finite model, the rules: judged for real."""
    claims = load_all(find(("s09.eq24", "s08.beyond", "s08.ae-induction", "s04.separable")))
    judged = judge_all(claims, tuple(claims)).judgements
    tex = document(judged, derivations(claims))
    assert r"\section*{Lemmas}" in tex
    assert r"induction over the layers: base" in tex
    assert pdf.compiled(tex, PROGRAM).startswith(b"%PDF")


def test_every_command_of_the_grammar_compiles_wherever_it_is_allowed():
    fonts = [rf"x_\{font} a^\{font}{{ab}}" for font in sorted(formula._FONTS)]
    symbols = [rf"\{name}_1' x^\{name} x_\{name}" for name in sorted(formula._SYMBOLS)]
    operators = [rf"\{name} x_1^2" for name in sorted(formula._OPERATORS)]
    arguments = [rf"\{n}{{f''_x}}{'{y}' * (k - 1)}_1^2 \{n}{' a' * k}" for n, k in sorted(formula._ARGUMENTS.items())]
    sizes = [rf"\{size}| x" for size in sorted(formula._SIZES)]
    delimiters = [rf"\left{d} x \middle{d} y \right{d}_1'" for d in sorted(formula._DELIMITERS)]
    formulas = [*SAFE, *fonts, *symbols, *operators, *arguments, *sizes, *delimiters]
    assert [f for f in formulas if not formula.is_safe(f)] == []
    assert compiled("\n\n".join(f"${f}$" for f in formulas)).startswith(b"%PDF")


def test_every_character_compiles():
    """Escaped, or as a formula that is refused."""
    characters = "".join(map(chr, (*range(1, 0x250), *range(0x370, 0x400), *range(0x2000, 0x2070), 0x4E2D)))
    texts = [escape(c) for c in characters] + [prose(f"${f}$") for f in UNSAFE if f.strip()]
    assert compiled("\n\n".join(texts)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (r"\undefined", "Undefined control sequence"),
        (r"\input{/etc/passwd}", "not found"),
        (r"\newwrite\f\immediate\openout\f=/escaped", "can't write on file"),
    ],
)
def test_an_error_stops_it_with_its_reason(body: str, reason: str):
    with pytest.raises(FileError, match=f"pdflatex stopped: .*{reason}"):
        compiled(body)


def test_there_is_no_shell(tmp_path: Path):
    compiled(rf"No shell. \immediate\write18{{touch {tmp_path}/escaped}}")
    assert list(tmp_path.iterdir()) == []


def test_a_document_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf, "SECONDS", 1)
    with pytest.raises(FileError, match="took more than 1 s"):
        compiled(r"\def\x{\x}\x")
