r"""Encoders and decoders on the strips of Fig. 2, X uniform on T: $L = f(x_1)$ and $\tilde Y = w\,h(L)$.

Main results: `problem`, an encoder before a decoder; `costs`, `complexity`, of L and of the output.
"""

from __future__ import annotations

from ibverify.exact import Value
from ibverify.exact.rational import Exactly, rational
from ibverify.examples import fig2
from ibverify.law import push
from ibverify.network import Network, layer
from ibverify.problem import Problem
from ibverify.study.analyze import analyze
from ibverify.study.decision import thresholds

LABEL = "1/7:0 2/7:1 3/7:1 4/7:0 5/7:0 6/7:1"  # Y on T
ALTERNATING = "0:0 1/3:1 2/3:0 1:1"  # Y from f''_disc
IDENTITY = "0:0 1:1"


def knots(text: str) -> fig2.Knots:
    """The knots that a text lists, or those of a function of Fig. 2."""
    pairs = (pair.split(":") for pair in fig2.KNOTS.get(text, text).split())
    return tuple((rational(x), rational(y)) for x, y in pairs)


def problem(encoder: str, decoder: str, weight: Exactly = 1) -> Problem:
    """L is the output of the encoder; that of the decoder is multiplied by the weight."""
    first, second = fig2.interpolation(knots(encoder)), fig2.interpolation(knots(decoder), 1)
    scale = layer([[rational(weight)]])
    return Problem(fig2.strips(), Network(first.inputs, (*first.layers, *second.layers, scale)))


def costs(of: Problem, beta: Exactly) -> tuple[Value, Value]:
    r"""$I(X;L) - \beta I(Y;L)$ at L, and the same at $\tilde Y$."""
    layers, by = analyze(of).layers, rational(beta)
    latent, output = layers[1], layers[-1]  # behind one hidden layer of the encoder, and last
    return latent.compression - latent.precision * by, output.compression - output.precision * by


def complexity(of: Problem) -> tuple[int, int]:
    """How many thresholds decide L, and how many the output."""
    laws = push(of.network, of.law)
    return thresholds(laws[2]), thresholds(laws[-1])  # X comes first here
