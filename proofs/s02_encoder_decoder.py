r"""Encoders and decoders of a network: what is composed of its layers, deterministic or not.

Chain     a deterministic output is a function of each layer, so I(X;T) = H(T) and H(T|L) = 0
          a stochastic one depends on X through L alone: I(X;T|L) = 0
"""

from ibverify.kernel import ZERO, H, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.kernel.reasons import determined, markov
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

PLAIN = setting(X=source(), L=function("X"), T=function("L"))
NOISY = setting(X=source(), L=channel("X"), T=channel("L"))
SKIP = setting(X=source(), L=channel("X"), T=channel("X", "L"))


def encoder():
    return calculation(PLAIN, I("X", "T")).equals(H("T"), by=of_a_function("X", "T"))


def decoder():
    return calculation(PLAIN, H("T", "L")).equals(ZERO, by=determined("T", "T", "L"))


def chain():
    return calculation(NOISY, I("X", "T", "L")).equals(ZERO, by=markov("T", "X", "L"))


CLAIM = Claim(
    Statement(
        r"$L_i = f_i(X)$ with the encoder $f_i = g_{i-1} \circ \dots \circ g_0$, and $\tilde Y = h_i(L_i)$ with the "
        r"decoder $h_i = g_m \circ \dots \circ g_i$; for stochastic DNNs by concatenating the stochastic maps.",
        source="Sec. 2, eq. (2)",
    ),
    parts=[
        Part(
            r"Deterministic: $I(X;\tilde Y) = H(\tilde Y)$, as $\tilde Y$ is a function of $X$.",
            Derived(PLAIN, I("X", "T"), "==", H("T"), encoder),
            [near_miss("hypothesis", "stochastic maps too", NOISY, I("X", "T"), "==", H("T"))],
        ),
        Part(
            r"Deterministic: $H(\tilde Y|L) = 0$, as $\tilde Y$ is a function of $L$.",
            Derived(PLAIN, H("T", "L"), "==", ZERO, decoder),
            [near_miss("hypothesis", "stochastic maps too", NOISY, H("T", "L"), "==", ZERO)],
        ),
        Part(
            r"Stochastic: $X - L - \tilde Y$ is a Markov chain.",
            Derived(NOISY, I("X", "T", "L"), "==", ZERO, chain),
            [near_miss("hypothesis", "with a connection past the layer", SKIP, I("X", "T", "L"), "==", ZERO)],
        ),
    ],
)
