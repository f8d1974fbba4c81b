r"""Each remedy of Sec. 5 makes the functional finite and separates a pair related by an invertible map; none does all.

L is continuous, with class 0 on [1/4, 9/20] and class 1 on [11/20, 3/4]. An invertible map leaves both terms of L as
they are: s04.bijection. It leaves those of R(L) as they are if R reads the mapped L as an invertible map of R(L).
"""

from ibverify.examples import invertible
from ibverify.examples.invertible import MAPS, REMEDIES, terms
from ibverify.ledger import Claim, Example, Instances, Mutant, Part, Statement, check

SCALED, MOVED, REFLECTED, BENT = list(MAPS)[1:]
LAW = "class 0 uniform on [1/4, 9/20], class 1 on [11/20, 3/4]; thresholds, bins, noise as said"


def finite():
    for line in MAPS:
        found = terms(line)
        yield check("I(X;L) without remedy", found.compression, "==", "oo", line)
        yield check("I(Y;L) without remedy", found.precision, "==", "log(2)", line)
        for remedy in REMEDIES:
            yield check("I(X;R(L)) < oo", terms(line, remedy).compression, "<", "oo", f"{remedy}, {line}")


def without_remedy():
    yield check("I(X;L) < oo", terms("itself").compression, "<", "oo", "L itself")


def separated(remedy, *lines):
    """By the compression: then the functionals differ for all beta but one at most."""
    for line in lines:
        yield _compared("compression", remedy, line, "!=")


def together(remedy, *lines):
    for line in lines:
        yield _compared("compression", remedy, line, "==")
        yield _compared("precision", remedy, line, "==")


def _compared(term, remedy, line, relation):
    one, two = (getattr(terms(each, remedy), term) for each in ("itself", line))
    return check(f"{term} {relation} that of L mapped", one, relation, two, f"{remedy}, L {line}")


def told_apart(says, remedy, apart, same, beyond=None):
    return Part(
        says,
        Example(LAW, lambda: [*separated(remedy, *apart), *together(remedy, *same)]),
        [
            Mutant("quantifier", "it separates all of these pairs", lambda: separated(remedy, *apart, *same)),
            Mutant("quantifier", "it separates none of these pairs", lambda: together(remedy, *same, *apart)),
        ],
        beyond=None if beyond is None else Instances("maps drawn that fix 1/2", invertible.bent, beyond),
    )


CLAIM = Claim(
    Statement(
        r"With these approaches one can guarantee that the IB functional is finite and that specific pairs of "
        r"intermediate representations, related by invertible transforms, are not equivalent anymore.",
        source="Sec. 5, its beginning",
    ),
    parts=[
        Part(
            r"For L as described and its images under the maps, $I(X;L) = \infty$ and $I(Y;L) = \log 2$; with each "
            r"remedy $I(X;R(L))$ is finite.",
            Example(LAW, finite),
            [Mutant("hypothesis", "it is finite without remedy", without_remedy)],
        ),
        told_apart(
            r"The decision rule at 1/2 separates L from $5L/4$ and from $L + 1/8$, not from $1 - L$, nor from L bent "
            r"so that 1/2 stays.",
            "decision rule",
            (SCALED, MOVED),
            (REFLECTED, BENT),
            lambda line: together("decision rule", line),
        ),
        told_apart(
            r"The soft decision separates L from $5L/4$, from $L + 1/8$ and from L bent, not from $1 - L$.",
            "soft decision",
            (SCALED, MOVED, BENT),
            (REFLECTED,),
            lambda line: separated("soft decision", line),
        ),
        told_apart(
            r"Noise, uniform on $[-1/20, 1/20]$, separates L from $5L/4$ and from L bent, not from $L + 1/8$, nor from "
            r"$1 - L$.",
            "noise",
            (SCALED, BENT),
            (MOVED, REFLECTED),
            lambda line: separated("noise", line),
        ),
        told_apart(
            r"The quantizer with four levels on [0, 1] separates L from $5L/4$ and from $L + 1/8$, not from $1 - L$, "
            r"nor from L bent within the bins.",
            "quantizer",
            (SCALED, MOVED),
            (REFLECTED, BENT),
        ),
    ],
    rests_on=["s04.bijection", "s05.rule-bound", "s05.soft-identity", "s05.quantized-finite"],
    note="Noise makes the terms finite as s05.noise-finite-amended says, not for every density. The remedies keep the "
    "reflection: to say which class is which takes another cost. They also separate what need not be separated: "
    "L and 5L/4 are equally simple, as footnote 3 says.",
)
