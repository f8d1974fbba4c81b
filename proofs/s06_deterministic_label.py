r"""Where Y is a function of X the layers need not keep the prediction; a network that predicts perfectly does.

Broken    a layer of ReLUs that are all off: I(Y;M) = 0 behind I(Y;L) = H(Y)
Chain     compression never decreases: I(X;M) <= I(X;L)
"""

from ibverify.examples import points, relu
from ibverify.kernel import I, calculation, function, setting, source
from ibverify.kernel.lemmas import data_processing
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

LAYERS = setting(X=source(), Y=function("X", is_="finite"), L=function("X"), M=function("L"))


def deeper(bias):
    """ReLU of x, then of minus it and a bias, on 0, 1, 2 with the labels 0, 0, 1."""
    found = analyze(points.problem(points.DISTINCT, [([[1]], [0], relu.ACTIVATION), ([[-1]], [bias], relu.ACTIVATION)]))
    where = f"x = 0, 1, 2 with the labels 0, 0, 1, relu of x, then of {bias} - x"
    yield check("I(Y;M) >= I(Y;L)", found[2].precision, ">=", found[1].precision, where)


def compression():
    start = calculation(LAYERS, I("X", "L"))
    return start.at_least(I("X", "M"), by=data_processing("X", "M", through="L"))


CLAIM = Claim(
    Statement(
        r"For the special case in which $Y$ is a deterministic function of $X$, the individual layers of a DNN can "
        r"only explore a weak trade-off between compression and prediction, as the prediction cannot decrease towards "
        r"deeper layers (although compression may still increase).",
        source="Sec. 6, [24]",
    ),
    parts=[
        Part(
            r"$I(Y;M) \ge I(Y;L)$ for a layer $M$ behind $L$, if $Y$ is a function of $X$.",
            Example("three data points, two layers, the second one off", lambda: deeper(-1)),
            [Mutant("hypothesis", "for a layer that is on for some points", lambda: deeper(1))],
        ),
        Part(
            r"$I(X;M) \le I(X;L)$: compression does not decrease.",
            Derived(LAYERS, I("X", "M"), "<=", I("X", "L"), compression),
            [near_miss("constant", "it increases", LAYERS, I("X", "M"), "<=", I("X", "L"), strict=True)],
        ),
    ],
    amended="s06.deterministic-label-amended",
)
