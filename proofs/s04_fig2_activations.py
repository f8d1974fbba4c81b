r"""The examples of Fig. 2 with other activations than ReLU: leaky ReLU, step, sigmoid, tanh.

Same      relu(z) = (s(z) + a s(-z)) / (1 - a^2) for a leaky ReLU s: every function of Fig. 2, with twice the neurons
On T      steps in the gaps give f'_disc and f''_disc
Close     steep sigmoids and tanhs do up to 1/100: perfect precision, one threshold for f', more for f''
Lost      their output is not constant on a strip: for a density on T both compressions are infinite
"""

from ibverify.examples import fig2, fig2_activations
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement

DISC, SMOOTH = ("f'_disc", "f''_disc"), ("sigmoid", "tanh")
NEAR = fig2.rational("1/100")


def differ(function, network, law, on):
    found = disagreement(fig2.problem(function, law), Problem(law, network))
    return check("P(the two functions differ) = 0", found, "==", 0, f"{function}, {on}")


def leaky():
    law = fig2_activations.around()
    for function in fig2.FUNCTIONS:
        for slope in ("1/100", "1/2", "-1/3"):
            network = fig2_activations.with_leaky_relus(function, slope)
            yield differ(function, network, law, f"slope {slope}, X uniform on [-1, 2] x [0, 1]")


def in_place():
    network = fig2_activations.leaky_in_place("f'_disc", "1/100")
    yield differ("f'_disc", network, fig2_activations.around(), "slope 1/100, X uniform on [-1, 2] x [0, 1]")


def steps():
    for function in DISC:
        yield differ(function, fig2_activations.with_steps(function), fig2.strips(), "steps, X uniform on T")


def steps_everywhere():
    network, law = fig2_activations.with_steps("f'_disc"), fig2_activations.around()
    yield differ("f'_disc", network, law, "steps, X uniform on [-1, 2] x [0, 1]")


def images(function, name):
    return [fig2_activations.image(fig2_activations.with_steps(function, name), k) for k in (1, 2, 3, 4)]


def decides(function, name):
    first, second, third, fourth = images(function, name)
    for (_, high), (low, _) in ((first, second), (third, fourth)):
        yield check("below 1/2 on class 0", high, "<", "1/2", f"{function} with {name}")
        yield check("above 1/2 on class 1", low, ">", "1/2", f"{function} with {name}")


def close():
    for name in SMOOTH:
        yield from decides("f'_disc", name)
        for k, (low, high) in enumerate(images("f''_disc", name)):
            on = f"f''_disc with {name}, S{k + 1}"
            value = fig2.rational(f"{k}/3")
            yield check("f'' on Sk is above (k - 1)/3 - 1/100", low, ">", value - NEAR, on)
            yield check("f'' on Sk is below (k - 1)/3 + 1/100", high, "<", value + NEAR, on)


def compression(function, name, value):
    problem = Problem(fig2.strips(), fig2_activations.with_steps(function, name))
    on = f"{function} with {name}, X uniform on T"
    return check(f"I(X;L) = {value}", analyze(problem).layers[-1].compression, "==", value, on)


def lost():
    for function in DISC:
        for name in SMOOTH:
            yield compression(function, name, "oo")


CLAIM = Claim(
    Statement(
        r"The DNNs required to obtain the intermediate representations discussed in the examples can be easily "
        r"implemented using ReLU activation functions (the examples can be modified to work with other activation "
        r"functions).",
        source="Sec. 4.3",
    ),
    parts=[
        Part(
            r"Leaky ReLUs of any slope $a \ne \pm 1$ give every function of Fig. 2, with two of them for each ReLU.",
            Cases(
                "the six functions, slopes 1/100, 1/2 and -1/3",
                leaky,
                because="relu(z) = (s(z) + a s(-z)) / (1 - a^2) for the leaky ReLU s of slope a",
            ),
            [Mutant("constant", "one for each ReLU is enough, with the same weights", in_place)],
        ),
        Part(
            r"Steps give $f'_{disc}$ and $f''_{disc}$ on T.",
            Cases("X uniform on T", steps, because="both are constant on each strip"),
            [Mutant("subject", "they give them everywhere", steps_everywhere)],
        ),
        Part(
            r"Sigmoids and tanhs give functions of which one is right at 1/2 on all of T, and the other has its images "
            r"of the strips in the order 1, 2, 3, 4, apart: perfect precision, and more than one threshold.",
            Cases(
                "three neurons of steepness 100, enclosed in balls on each strip",
                close,
                because="classes with separate images have I(Y;L) = H(Y), and the labels along the line are 0, 1, 0, 1",
            ),
            [Mutant("subject", "the second is right at 1/2 too", lambda: decides("f''_disc", "sigmoid"))],
        ),
        Part(
            r"With sigmoid or tanh, and a density on T, both compressions are infinite: identical, but not $\log 4$.",
            Cases(
                "X uniform on T", lost, because="level sets of an analytic function are null sets unless it is constant"
            ),
            [Mutant("constant", "they are log 4", lambda: [compression("f'_disc", "sigmoid", "log(4)")])],
        ),
    ],
)
