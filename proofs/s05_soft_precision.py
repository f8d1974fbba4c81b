r"""The precision of a soft decision is said to be sensitive to simplification, and to encourage dense clusters.

It is on Fig. 2: $f'''_{cont}$ before $f'_{cont}$ before $f''_{cont}$. But it knows of the outputs their means given Y
only.

Broken    $\tilde Y$ = 0, 3/5 for Y = 0 and 2/5, 1 for Y = 1, which no threshold decides, is preferred to 2/5 and 3/5,
          which 1/2 decides; and 0, 2/5 and 3/5, 1 are as good as the points 1/5 and 4/5
"""

from ibverify.exact import rational
from ibverify.examples import soft_outputs as soft
from ibverify.law import push
from ibverify.ledger import Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.readouts.threshold import readout as threshold
from ibverify.study.analyze import analyze
from ibverify.study.decision import error, thresholds

TRIPLE = ("f'_cont", "f''_cont", "f'''_cont")
VALUES = {
    "f'_cont": "13/5*log(2) - log(5)",
    "f''_cont": "7/5*log(2) + 3/5*log(3) - log(5)",
    "f'''_cont": "9/5*log(3) - log(5)",
}


def of(problem):
    return analyze(problem).readout.precision


def ordered(triple=TRIPLE):
    one, two, three = (of(soft.problem(picture)) for picture in triple)
    yield check("I(Y;D') > I(Y;D'')", one, ">", two)
    yield check("I(Y;D''') > I(Y;D')", three, ">", one)


def exact(pictures=TRIPLE):
    for picture in pictures:
        yield check("I(Y;D)", of(soft.problem(picture)), "==", VALUES[picture], picture)


def on_fig2():
    return [*exact(), *ordered()]


def simpler():
    on = "outputs 2/5, 2/5 | 3/5, 3/5 and 0, 3/5 | 2/5, 1"
    rule = threshold(rational("1/2"))
    yield check("the first errs at 1/2", error(soft.outputs(soft.TIMID, rule)), "==", 0, on)
    second = soft.outputs(soft.MIXED_UP)
    yield check("thresholds of the second", thresholds(push(second.network, second.law)[-1]), ">", 1, on)
    yield check("I(Y;D) of the first is larger", of(soft.outputs(soft.TIMID)), ">", of(second), on)


def denser(relation=">"):
    on = "outputs 1/5 | 4/5 and 0, 2/5 | 3/5, 1"
    says = f"I(Y;D) of the dense one {relation} that of the other"
    yield check(says, of(soft.outputs(soft.DENSE)), relation, of(soft.outputs(soft.SPREAD)), on)


CLAIM = Claim(
    Statement(
        r"Using a soft decision rule makes the precision term sensitive to simplification, encouraging this property "
        r"in the output. The precision term also promotes P2 in the sense of encouraging $|\mathcal Y|$ dense "
        r"clusters. These claims can be verified, for example, by looking at $\tilde Y'_{cont}$, $\tilde Y''_{cont}$ "
        r"and $\tilde Y'''_{cont}$ in Fig. 2, uniform over their support. (Read: of an output that the threshold 1/2 "
        r"decides and one that no threshold decides, the first has the larger precision; of two outputs that it "
        r"decides, the one whose classes lie more densely around the same means.)",
        source="Sec. 5.2, Fig. 2",
    ),
    parts=[
        Part(
            r"In Fig. 2, $I(Y;\hat Y'''_{cont}) > I(Y;\hat Y'_{cont}) > I(Y;\hat Y''_{cont})$: $\log(3^{9/5}/5)$, "
            r"$\log(2^{13/5}/5)$ and $\log(2^{7/5} 3^{3/5}/5)$.",
            Example("the reconstruction, X uniform on T: the outputs are uniform over their supports", on_fig2),
            [Mutant("direction", "f'' is preferred to f'''", lambda: ordered(("f'''_cont", "f'_cont", "f''_cont")))],
            beyond=Instances("pictures drawn, with images of one length", soft.cont, ordered),
        ),
        Part(
            r"Of an output that the threshold 1/2 decides without error and one that no threshold decides so, the "
            r"first has the larger precision.",
            Example("four equally likely points, the outputs of class 0 before those of class 1", simpler),
            [
                Mutant(
                    "quantifier",
                    "of any two outputs the one with fewer thresholds has the smaller precision",
                    lambda: [check("I(Y;D') < I(Y;D'')", of(soft.problem("f'_cont")), "<", VALUES["f''_cont"])],
                )
            ],
        ),
        Part(
            r"If the classes lie more densely around the same means, the precision is larger.",
            Example("four equally likely points, the outputs of class 0 before those of class 1", denser),
            [Mutant("direction", "it is smaller", lambda: denser("<"))],
        ),
    ],
    amended="s05.soft-precision-amended",
)
