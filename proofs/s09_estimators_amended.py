r"""The log loss of an average of k samples lies between the two cross-entropies, and falls to the first as k grows.

Between   the k samples are the output of one decoder and the average of the q its rule: (26)
Falls     an average of k + 1 is the average of the k + 1 averages of k of them: Jensen
Bias      -log u <= -log m - (u - m)/m + (u - m)^2/(2 q^2) for u, m >= q, and Var(q) <= 1/4
Zero      q = 0 or 1, equally likely: all k samples are 0 with probability 2^-k, so the mean is infinite for every k
"""

from ibverify.exact import Infinite, Value
from ibverify.examples import decoder_samples as samples
from ibverify.examples.decoders import STOCHASTIC
from ibverify.kernel import C, average, calculation
from ibverify.kernel.lemmas import averaged
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss

MEAN = average("Q", "Yt")
INFINITE = Value(Infinite("a true label has the probability 0"))


def whole():
    return calculation(STOCHASTIC, C(MEAN)).at_most(C("Q"), by=averaged("Q", "Yt"))


def first(tuples, k):
    return samples.expected(samples.loss_of_average, tuples, k)


def unbiased(wanted=samples.of_output):
    for name, tuples in samples.DECODERS.items():
        for k in (1, 2, 3):
            found = samples.expected(samples.average_of_losses, tuples, k)
            yield check("the mean is the cross-entropy", found, "==", wanted(tuples), f"{name}, k = {k}")


def falls(relation="<"):
    for name, tuples in samples.DECODERS.items():
        yield check("k = 1 gives the other", first(tuples, 1), "==", samples.of_output(tuples), name)
        for k in (1, 2, 3):
            after = first(tuples, k + 1)
            yield check(f"E_(k + 1) {relation} E_k", after, relation, first(tuples, k), f"{name}, k = {k}")


def bias(power=2, spread=4):
    for name, tuples in samples.DECODERS.items():
        for k in (1, 2, 3, 4):
            most = 1 / (2 * spread * k * samples.least(tuples) ** power)
            found = first(tuples, k)
            yield check("C_L <= E_k", samples.of_layer(tuples), "<=", found, f"{name}, k = {k}")
            yield check("E_k - C_L <= 1/(8 k q^2)", found - samples.of_layer(tuples), "<=", most, f"{name}, k = {k}")


def zero(tuples=samples.ZERO_CELL):
    yield check("C_L = log 2", samples.of_layer(tuples), "==", "log(2)", "q = 0 or 1")
    for k in (1, 2, 3):
        yield check("the mean is infinite", first(tuples, k), "==", INFINITE, f"k = {k}")


CLAIM = Claim(
    Statement(
        r"Let $E_k$ be the mean of the log loss of the average over k samples of $\tilde Y$. $C(P_{Y|L} \| Q_{Y|L}) "
        r"\le E_{k+1} \le E_k \le E_1 = C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$. If $Q \ge q > 0$, $E_k$ tends to the "
        r"first; with zero cells it may be infinite for every k. The mean of the average of log losses is "
        r"$C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$ for every k.",
        source="Sec. 9, end, amended",
    ),
    parts=[
        Part(
            r"$C(P_{Y|L} \| Q_{Y|L}) \le E_k$.",
            Derived(
                STOCHASTIC,
                C(MEAN),
                "<=",
                C("Q"),
                whole,
                because="k independent samples are the output of a decoder, and the average of Q at them is a rule "
                "whose average (25) is that of Q",
            ),
            [near_miss("constant", "equality", STOCHASTIC, C(MEAN), "==", C("Q"))],
        ),
        Part(
            r"$E_{k+1} \le E_k$, and $E_1 = C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            Cases(
                "two decoders, k = 1 to 4",
                falls,
                because="the average of k + 1 numbers is the average of the averages of k of them, and -log is convex",
            ),
            [Mutant("direction", "it rises", lambda: falls(">"))],
        ),
        Part(
            r"If $Q \ge q > 0$, $E_k - C(P_{Y|L} \| Q_{Y|L}) \le 1/(8 k q^2)$.",
            Cases(
                "two decoders, k = 1 to 4",
                bias,
                because="Taylor's formula for -log on [q, 1], whose second derivative is at most 1/q^2 there, and the "
                "average has at most the variance 1/(4k)",
            ),
            [Mutant("constant", "by 1/(64 k)", lambda: bias(power=0, spread=32))],
        ),
        Part(
            r"With $Q = 0$ or 1, equally likely, the cross-entropy is $\log 2$ and $E_k = \infty$ for every k.",
            Cases("k = 1, 2, 3", zero, because="all k samples are 0 with positive probability"),
            [Mutant("hypothesis", "so it is for 1/4 or 3/4", lambda: zero(samples.ONE_TUPLE))],
        ),
        Part(
            r"The mean of the averages of log losses is $C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            Cases("two decoders, k = 1, 2, 3", unbiased, because="the mean is linear, each sample has its law"),
            [Mutant("subject", "it is the other cross-entropy", lambda: unbiased(samples.of_layer))],
        ),
    ],
    rests_on=["s09.eq26"],
    note="With more data and k fixed the first procedure tends to E_k: both numbers of samples have to grow.",
)
