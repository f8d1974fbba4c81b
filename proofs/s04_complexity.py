r"""A small I(X;L) does not imply low complexity: networks of any size have the same value, and some need their size.

Chain     networks whose outputs coincide at the same points have equal terms, however large each of them is
Example   the parity of x in 0, ..., n - 1 and the bit x >= n/2: I(X;L) = log 2 for both. One step neuron gives the
          second; one hidden layer of ReLUs needs n - 2 neurons for the first
"""

from ibverify.examples import alternating
from ibverify.examples.partitions import OTHER, SAME, same_partition
from ibverify.kernel import I
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss
from ibverify.problem import Problem
from ibverify.study.analyze import analyze


def compression(network, count):
    return analyze(Problem(alternating.uniform(count), network)).layers[-1].compression


def turns(count):
    return alternating.turns(alternating.outputs(alternating.network(count), count))


def complex_bit():
    for n in alternating.COUNTS:
        large, small = alternating.network(n), alternating.threshold(n)
        yield check("I(X;L) = log 2 for the parity", compression(large, n), "==", "log(2)", f"n = {n}")
        yield check("I(X;L) = log 2 for one step neuron", compression(small, n), "==", "log(2)", f"n = {n}")
        yield check("the parity turns n - 2 times", turns(n), "==", n - 2, f"n = {n}")


def five_neurons():
    yield check("turns of the parity <= 5", turns(16), "<=", 5, "n = 16")


def grows():
    small, large = (compression(alternating.network(n), n) for n in (4, 32))
    yield check("I(X;L) is larger for n = 32 than for n = 4", large, ">", small, "the parity")


CLAIM = Claim(
    Statement(
        r"Since the IB framework was introduced to regularize intermediate representations rather than DNN parameters, "
        r"a small value of $I(X;L)$ does not imply low architectural/computational complexity.",
        source="Sec. 4",
    ),
    parts=[
        Part(
            r"$I(X;L) = I(X;M)$ for two networks of any size whose outputs $L$, $M$ coincide at the same points.",
            Derived(SAME, I("X", "L"), "==", I("X", "M"), lambda: same_partition("X")),
            [near_miss("hypothesis", "for any two networks", OTHER, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            r"For $X$ uniform on $0, \dots, n - 1$, $n$ even, the parity of $X$ has $I(X;L) = \log 2$, as has one step "
            r"neuron, and needs $n - 2$ neurons in one hidden layer of ReLUs, $\log_2(n - 1)$ in any number of layers.",
            Cases(
                "n = 4, 8, 16, 32",
                complex_bit,
                because="a function of a line turns only where its linear pieces meet; k ReLUs make at most k + 1 of "
                "them in one layer, and at most 2^k in several",
            ),
            [
                Mutant("quantifier", "five neurons are enough for every n", five_neurons),
                Mutant("subject", "I(X;L) grows with the number of neurons that are needed", grows),
            ],
        ),
    ],
)
