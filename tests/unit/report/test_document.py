"""The document of the ledger: what it says of each claim, and that no text of a claim can break it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ibverify.exact import Outcome, Status, rational
from ibverify.kernel import H, I, Statement, calculation, channel, infer, log_cardinality, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import (
    Check,
    EstimatesRecord,
    Finding,
    Formula,
    Interval,
    Judgement,
    MutantRecord,
    PartRecord,
    check,
)
from ibverify.models import Model
from ibverify.report.check import MOST_CHARACTERS
from ibverify.report.derivation import Derivation
from ibverify.report.document import MOST_CHECKS, document

HOSTILE = (
    r"\input{/etc/passwd}",
    r"$\input{/etc/passwd}$",
    r"\immediate\write18{touch x}",
    "} \\end{document}",
    "one { brace",
    "$x_1_2$ and $\\frac{1}$ and a lone $",
    "100 % & # ~ ^ _ \\ ` \" ' | < >",
    "] } 中文 \x00 ε é",
    "a" * 300,
    "[ open",
    "*",
    "--- ``quoted'' ---",
)


def finding(verdict: str = "holds", **changes) -> Finding:
    refuted = check("I(Y;L) = H(Y)", "log(2) - 1/20", "==", "log(2)", "epsilon = 1/10")
    broken = refuted if verdict == "fails" else None
    found = Finding(
        verdict=verdict,
        strength=None if verdict == "undecided" else "exact",
        scope="the example",
        because="it is all there is",
        instances=frozenset({"the example"}),
        checks=1,
        steps=0,
        shown=(check("four points", 4, "==", 4),),
        counterexample=broken,
    )
    return replace(found, **changes)


MUTANT = MutantRecord("constant", "three points", refuted=True, witness=check("three points", 4, "==", 3))


def part(says: str = "It has four points.", **changes) -> PartRecord:
    return replace(PartRecord(says, finding(), None, (MUTANT,)), **changes)


def judgement(id: str = "s04.fig9", **changes) -> Judgement:
    found = Judgement(
        id=id,
        source="Sec. 4.3, Fig. 9",
        statement="The law of $f'_{disc}$ has four points.",
        verdict="holds",
        strength="exact",
        rests_on=(),
        cites=(),
        parts=(part(),),
        amended=None,
        note="",
    )
    return replace(found, **changes)


def test_a_proposition_on_an_example():
    text = document([judgement(rests_on=("s04.other",), cites=("A (2000)", "B"), note="Only 5 % of it.")], {})
    for shown in (
        r"\section*{Claims of Sec.~4}",
        r"\begin{claim}{Proposition on the example}{s04.fig9; Sec. 4.3, Fig. 9}\label{claim:1}",
        r"The law of $f'_{disc}$ has four points.",
        r"\fact{Verdict.}It holds (exact).",
        r"\fact{Rests on.}s04.other.",
        r"\fact{Cites.}A (2000); B.",
        r"\fact{Note.}Only 5 \% of it.",
        r"\fact{Decided on}the example. This settles it because it is all there is. Checks:",
        r"\item{} four points: $4 = 4$",
        r"constant & three points & three points, but $4 \neq 3$ \\",
        "Claims: 1, of which 1 hold (0 derived), 0 fail and 0 are undecided. Mutants: 1, of which 1 are refuted.",
    ):
        assert shown in text
    assert "Part 1" not in text


def test_a_counterexample_and_what_holds_instead():
    parts = (part(), part("It has five points.", found=finding("fails")))
    broken = judgement(verdict="fails", amended="s04.fig9-amended", parts=parts)
    text = document([broken, judgement("s04.fig9-amended", rests_on=("s04.fig9",))], {})
    for shown in (
        r"\begin{claim}{Counterexample}",
        r"\fact{Holds instead.}\hyperref[claim:2]{2. s04.fig9-amended}.",
        r"\portion{Part 2.}\emph{It has five points.} It fails.",
        r"Refuted: $I(Y;L) = H(Y)$, but $\log 2 - \tfrac{1}{20} \neq \log 2$ ($\varepsilon = \tfrac{1}{10}$).",
        r"\begin{claim}{Amended proposition on the example}{s04.fig9-amended;",
        r"\fact{Rests on.}\hyperref[claim:1]{1. s04.fig9}.",
        "2 & constant & three points",
    ):
        assert shown in text


@pytest.mark.parametrize(
    ("verdict", "strength", "title"),
    [
        ("holds", "derived", "Theorem"),
        ("holds", "exact", "Proposition on the example"),
        ("holds", "tested", "Tested claim"),
        ("holds", "estimated", "Estimated claim"),
        ("undecided", None, "Open claim"),
        ("fails", "exact", "Counterexample"),
    ],
)
def test_only_what_is_derived_is_a_theorem(verdict: str, strength: str | None, title: str):
    assert rf"\begin{{claim}}{{{title}}}" in document([judgement(verdict=verdict, strength=strength)], {})


def test_an_amended_claim_that_is_tested_says_so():
    broken = judgement(verdict="fails", amended="s04.b")
    assert r"\begin{claim}{Amended tested claim}" in document([broken, judgement("s04.b", strength="tested")], {})


def test_a_mutant_that_lives_is_seen():
    alive = replace(MUTANT, refuted=False)
    assert r"\textbf{not refuted:} three points" in document([judgement(parts=(part(mutants=(alive,)),))], {})


def test_what_lies_beyond_a_claim_is_said():
    text = document([judgement(parts=(part(beyond=finding("fails", scope="other pictures", because="")),))], {})
    assert "\\fact{Beyond the claim, on}other pictures. Refuted:" in text


def test_estimates_are_said_to_decide_nothing():
    intervals = tuple(Interval(f"sample {i}", 2, (1.5, 2.0)) for i in range(8))
    found = EstimatesRecord("d2(X)", "2000 points each", 0.95, intervals)
    text = document([judgement(parts=(part(estimates=found),))], {})
    assert r"\fact{Estimated,}which decides nothing: 8 of 8 intervals, meant to hold $d^2(X)$ at 0.95, do" in text
    assert r"\item{} 2 in $[1.500, 2.000]$ (sample 5)" in text
    assert "sample 6" not in text
    assert r"\ldots{} and 2 more" in text


def test_derivations_stand_in_their_part():
    here = setting(X=source(), D=channel("X", finite=True))
    known = calculation(here, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))
    parts = (part(), part("It is derived."))
    text = document([judgement(parts=parts)], {("s04.fig9", 1): [Derivation("Bound 100 %", known)]})
    before, after = text.split(r"\portion{Part 2.}")
    assert r"\fact{Bound 100 \%.}$X$ has any law" in after
    assert r"H(D) &\leq \log|\mathcal{D}|" in after
    assert r"\leq" not in before


PAIR = setting(X=source(), D=channel("X", finite=True))
BOUND = Statement(H("D"), "<=", log_cardinality("D"))


def test_a_derived_part_says_what_was_replayed_and_tried():
    half = (("1/2", "1/2"),)
    model = Model(PAIR, {"X": 2, "D": 2}, {"X": rows(*half), "D": rows(*half, *half)}, {"X": (1, 1), "D": (1, 1)})
    tried = Check("H(D) <= log|D|", Outcome(Status.PROVED, "log(2) <= log(2)"), "it", Formula(PAIR, BOUND, model))
    found = finding(strength="derived", steps=3, shown=(tried,), instances=frozenset({"it", "another"}))
    known = calculation(PAIR, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))
    text = document([judgement(parts=(part(found=found),))], {("s04.fig9", 0): [Derivation("Derivation", known)]})
    assert (
        r"\fact{Checked.}Its certificate was replayed in 3 steps; it was tried on 2 finite models, such as "
        r"$P_{X} = (\tfrac{1}{2}, \tfrac{1}{2})$, "
        r"$P_{D|X} = \bigl(\begin{smallmatrix} 1/2 & 1/2 \\ 1/2 & 1/2 \end{smallmatrix}\bigr)$, "
        r"where $H(D) \leq \log|\mathcal{D}|$ reads $\log 2 \leq \log 2$."
    ) in text
    assert "Decided on" not in text


def test_a_rejected_certificate_is_not_said_to_be_replayed():
    rejected = Check("its certificate, replayed", Outcome(Status.UNKNOWN, "rejected: no"), steps=3)
    found = finding("undecided", steps=3, shown=(rejected,))
    known = calculation(PAIR, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))
    text = document([judgement(parts=(part(found=found),))], {("s04.fig9", 0): [Derivation("Derivation", known)]})
    assert r"\item{} its certificate, replayed: undecided: rejected: no" in text
    assert "was replayed" not in text


def test_a_law_without_finite_models_says_so():
    found = finding(strength="derived", steps=1, shown=(), instances=frozenset())
    known = calculation(PAIR, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))
    text = document([judgement(parts=(part(found=found),))], {("s04.fig9", 0): [Derivation("Derivation", known)]})
    assert "Its certificate was replayed in 1 step. No finite law is one of its setting." in text


def test_a_contrary_that_is_derived():
    contrary = Check("the contrary", Outcome(Status.REFUTED, "it"), "L = X, 50 %", Formula(PAIR, BOUND))
    found = finding("fails", counterexample=contrary)
    text = document([judgement(verdict="fails", parts=(part(found=found),))], {})
    assert r"\fact{Refuted.}Of a law that the sentence speaks of, the contrary is derived: $L = X$, 50 \%." in text


def test_a_theorem_without_a_calculation_is_printed_step_by_step():
    flipped = infer("flip", PAIR, premises=[infer("cardinality", PAIR, "D", frozenset())])
    text = document([judgement()], {("s04.fig9", 0): [Derivation("Derivation", flipped)]})
    assert r"{}1 & $H(D) \leq \log|\mathcal{D}|$ & cardinality" in text
    assert r"{}2 & $\log|\mathcal{D}| \geq H(D)$ & read from the right, 1" in text


def test_lemmas_are_shown_once():
    chain = setting(X=source(), L=channel("X"), T=channel("L"))
    first = calculation(chain, I("X", "L")).at_least(I("X", "T"), by=data_processing("X", "T", through="L"))
    again = Derivation("Derivation", first)
    text = document([judgement(), judgement("s04.b")], {("s04.fig9", 0): [again], ("s04.b", 0): [again]})
    assert text.count(r"by data processing (\hyperref[lemma:1]{Lemma~1}).") == 2
    assert text.count(r"\portion{\phantomsection\label{lemma:1}Lemma 1, data processing.}") == 1
    assert r"\section*{Rules}" in text


def test_a_list_of_checks_is_capped_and_says_how_many_more():
    many = tuple(check(f"check {i}", i, "==", i) for i in range(20))
    text = document([judgement(parts=(part(found=finding(shown=many, checks=100)),))], {})
    assert text.count(r"\item{} check ") == MOST_CHECKS
    assert rf"\item{{}} \ldots{{}} and {100 - MOST_CHECKS} more." in text


def test_what_is_judged_and_by_what():
    text = document([judgement(note="As in [6].", cites=("Hunt and Kaloshin (1997), Theorem 1.1",))], {}, seed=7)
    for shown in (
        "Judged are claims of R. A. Amjad and B. C. Geiger,",
        "Only the claims listed here are judged",
        ", seed 7}",
        r"\bibitem[6]{work:6} A. A. Alemi",
        r"\bibitem[39]{work:39} B. R. Hunt",
        r"\section*{Notation}",
    ):
        assert shown in text
    assert r"\bibitem[3]" not in text


def test_claims_of_others_name_no_paper():
    text = document([judgement("mine")], {})
    assert "Amjad" not in text
    assert "thebibliography" not in text


def rows(*rows: tuple[str, ...]):
    return tuple(tuple(rational(mass) for mass in row) for row in rows)


def test_sections_follow_the_paper():
    text = document([judgement("s04.a"), judgement("s09.b"), judgement("mine")], {})
    assert [line for line in text.splitlines() if line.startswith(r"\section")] == [
        r"\section*{Claims of Sec.~4}",
        r"\section*{Claims of Sec.~9}",
        r"\section*{Other claims}",
        r"\section*{Notation}" + r"\begin{longtable}{@{}L{0.28}L{0.65}@{}}",
    ]


def test_long_checks_are_cut():
    text = document([judgement(parts=(part(found=finding(shown=(check("word " * 1000, 1, "==", 1),))),))], {})
    assert text.count("word ") == MOST_CHARACTERS // len("word ")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_document(text: str):
    """Every field is hostile at once: ASCII, balanced, and no command of theirs is left."""
    broken = Check(text, Outcome(Status.UNKNOWN, text), text)
    hostile = finding(scope=text, because=text, shown=(broken,))
    mutant = MutantRecord(text, text, refuted=False, witness=broken)
    parts = (PartRecord(text, hostile, hostile, (mutant,)), PartRecord(text, hostile, None, (mutant,)))
    words = {"source": text, "statement": text, "note": text, "rests_on": (text,), "cites": (text,)}
    tex = document([judgement(text, parts=parts, **words)], {})
    assert tex.isascii()
    assert r"\input" not in tex
    assert r"\write" not in tex
    assert tex.count(r"\end{document}") == 1
    balance = tex.replace(r"\{", "").replace(r"\}", "")
    assert balance.count("{") == balance.count("}")


def test_equal_judgements_give_equal_text():
    assert document([judgement()], {}) == document([judgement()], {})
    assert r"\date{}" in document([judgement()], {})
