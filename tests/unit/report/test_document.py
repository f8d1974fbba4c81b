"""The document of the ledger: what it says of each claim, and that no text of a claim can break it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ibverify.kernel import H, calculation, channel, log_cardinality, setting, source
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Finding, Judgement, MutantRecord, PartRecord
from ibverify.report.derivation import Derivation
from ibverify.report.document import MOST_CHARACTERS, document

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
    broken = "I(Y;L) = H(Y): log(2) - 1/20 == log(2) (epsilon = 1/10)" if verdict == "fails" else None
    found = Finding(
        verdict=verdict,
        strength=None if verdict == "undecided" else "exact",
        scope="the example",
        because="it is all there is",
        instances=frozenset({"the example"}),
        checks=1,
        shown=("four points: 4 == 4",),
        counterexample=broken,
    )
    return replace(found, **changes)


MUTANT = MutantRecord("constant", "three points", refuted=True, witness="three points: 4 == 3")


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


def test_a_theorem():
    text = document([judgement(rests_on=("s04.other",), cites=("A (2000)", "B"), note="Only 5 % of it.")], {})
    for shown in (
        r"\section*{Claims of Sec.~4}",
        r"\begin{claim}{Theorem}{s04.fig9; Sec. 4.3, Fig. 9}\label{claim:1}",
        r"The law of $f'_{disc}$ has four points.",
        r"\fact{Verdict.}It holds (exact).",
        r"\fact{Rests on.}s04.other.",
        r"\fact{Cites.}A (2000); B.",
        r"\fact{Note.}Only 5 \% of it.",
        r"\fact{Decided on}the example. This settles it because it is all there is. Checks:",
        r"\item{} four points: 4 == 4",
        r"constant & three points & three points: 4 == 3 \\",
        "Of the 1 claims 1 hold, 0 fail and 0 are undecided; of their 1 mutants 1 are refuted.",
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
        r"\portion{Part 2.}\emph{It has five points.} It fails (exact).",
        "Refuted:\n\\begin{checks}\n\\item{} I(Y;L) = H(Y): log(2) - 1/20 == log(2) (epsilon = 1/10)\n",
        r"\begin{claim}{Amended theorem}{s04.fig9-amended;",
        r"\fact{Rests on.}\hyperref[claim:1]{1. s04.fig9}.",
        "2 & constant & three points",
    ):
        assert shown in text


@pytest.mark.parametrize(
    ("verdict", "strength", "title"),
    [
        ("holds", "derived", "Theorem"),
        ("holds", "tested", "Tested claim"),
        ("holds", "estimated", "Estimated claim"),
        ("undecided", None, "Open claim"),
        ("fails", "exact", "Counterexample"),
    ],
)
def test_only_what_is_proved_is_a_theorem(verdict: str, strength: str | None, title: str):
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


def test_derivations_stand_in_their_part():
    here = setting(X=source(), D=channel("X", finite=True))
    known = calculation(here, H("D")).at_most(log_cardinality("D"), by=cardinality("D"))
    parts = (part(), part("It is derived."))
    text = document([judgement(parts=parts)], {("s04.fig9", 1): [Derivation("Bound 100 %", known)]})
    before, after = text.split(r"\portion{Part 2.}")
    assert r"\fact{Bound 100 \%.}$X$ has any law" in after
    assert r"H(D) &\leq \log|\mathcal{D}|" in after
    assert r"\leq" not in before


def test_sections_follow_the_paper():
    text = document([judgement("s04.a"), judgement("s09.b"), judgement("mine")], {})
    assert [line for line in text.splitlines() if line.startswith(r"\section")] == [
        r"\section*{Claims of Sec.~4}",
        r"\section*{Claims of Sec.~9}",
        r"\section*{Other claims}",
    ]


def test_long_checks_are_cut():
    text = document([judgement(parts=(part(found=finding(shown=("1 + " * 1000,))),))], {})
    assert f"{('1 + ' * MOST_CHARACTERS)[:MOST_CHARACTERS]}\\dots{{}}" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_document(text: str):
    """Every field is hostile at once: ASCII, balanced, and no command of theirs is left."""
    hostile = finding(scope=text, because=text, shown=(text,))
    mutant = MutantRecord(text, text, refuted=False, witness=text)
    parts = (PartRecord(text, hostile, hostile, (mutant,)),) * 2
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
