r"""The functional at L does not know the decoder; that at the output does not know what L is like.

At L       L = Y costs (1 - beta) H(Y), the least there is for Y = g(X), beta > 1 (s01.beta), whatever the decoder:
           with the weight 0 the output is constant
At output  f''_disc, decoded to Y: the same least value at the output, while L needs three thresholds and costs more
"""

from ibverify.examples import two_layers
from ibverify.examples.two_layers import ALTERNATING, IDENTITY, complexity, costs
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check

LEAST = {"3/2": "-1/2*log(2)", "2": "-log(2)", "5": "-4*log(2)"}  # (1 - beta) H(Y), X uniform on T
AFFINE = "costs are affine in beta"


def at_latent(weights=(-1, 0, "1/2", 1), others=()):
    for encoder in (two_layers.LABEL, *others):
        for weight in weights:
            for beta, least in LEAST.items():
                latent, _ = costs(two_layers.problem(encoder, IDENTITY, weight), beta)
                yield check(
                    "cost at L = (1 - beta) H(Y)", latent, "==", least, f"decoder of weight {weight}, beta = {beta}"
                )


def untrained(weight=0):
    of = two_layers.problem(two_layers.LABEL, IDENTITY, weight)
    for beta in LEAST:
        _, output = costs(of, beta)
        yield check("cost at the output = 0, that of a constant", output, "==", 0, f"weight {weight}, beta = {beta}")


def at_output(encoder="f''_disc", decoder=ALTERNATING):
    for beta, least in LEAST.items():
        latent, output = costs(two_layers.problem(encoder, decoder), beta)
        yield check("cost at the output = (1 - beta) H(Y)", output, "==", least, f"L = f''_disc, beta = {beta}")
        yield check("cost at L is larger", latent, ">", output, f"L = f''_disc, beta = {beta}")


def complexities(encoder="f''_disc", decoder=ALTERNATING):
    latent, output = complexity(two_layers.problem(encoder, decoder))
    yield check("thresholds of the output", output, "==", 1, "decoded to Y, X uniform on T")
    yield check("thresholds of L", latent, "==", 3, "decoded to Y, X uniform on T")


def both(decoders=((IDENTITY, 0), (IDENTITY, 1)), encoders=(None, "f''_disc")):
    """The cost at the output changes with the decoder, and with the encoder."""
    one, other = (costs(two_layers.problem(two_layers.LABEL, *decoder), 2)[1] for decoder in decoders)
    yield check("the cost at the output depends on the decoder", one, "!=", other, "beta = 2")
    one, other = (costs(two_layers.problem(encoder or two_layers.LABEL, IDENTITY), 2)[1] for encoder in encoders)
    yield check("the cost at the output depends on the encoder", one, "!=", other, "beta = 2")


CLAIM = Claim(
    Statement(
        r"Evaluating (4) only for an internal representation L trains only the encoder, failing to instill desired "
        r"properties into $\tilde Y$; evaluating (4) only for the output $\tilde Y$ trains the whole DNN, but does not "
        r"necessarily lead to internal representations L with the desirable properties.",
        source="Sec. 5.4, its end",
    ),
    parts=[
        Part(
            r"At L, (4) is a function of the encoder alone: with L = Y it is the least that is possible, "
            r"$(1 - \beta) H(Y)$, for every decoder.",
            Cases("four decoders, three betas", at_latent, because=f"L is computed before the decoder; {AFFINE}"),
            [Mutant("quantifier", "for every encoder", lambda: at_latent(others=["f''_disc"]))],
        ),
        Part(
            r"So the output may have none of the desired properties: with a decoder of weight 0, $\tilde Y$ costs as "
            r"much as a constant, $I(Y;\tilde Y) = 0$.",
            Cases("L = Y, X uniform on T, three betas", untrained, because=AFFINE),
            [Mutant("quantifier", "with every decoder", lambda: untrained(1))],
        ),
        Part(
            r"At the output, (4) depends on both the decoder and the encoder.",
            Example("decoders of weights 0 and 1, two encoders", both),
            [
                Mutant("quantifier", "any two decoders differ", lambda: both(((IDENTITY, 1), (IDENTITY, "1/2")))),
                Mutant("quantifier", "any two encoders differ", lambda: both(encoders=("f'_disc", "f''_disc"))),
            ],
        ),
        Part(
            r"The output may be the best possible, $(1 - \beta) H(Y)$, while L costs more for every $\beta$: it keeps "
            r"all four strips apart, $I(X;L) = 2 \log 2$.",
            Cases("L = f''_disc, decoded to Y, X uniform on T, three betas", at_output, because=AFFINE),
            [Mutant("subject", "with L = Y too", lambda: at_output(two_layers.LABEL, IDENTITY))],
        ),
        Part(
            r"Then L need not be simple (P3): it takes three thresholds where the output takes one.",
            Example("L = f''_disc, decoded to Y, X uniform on T", complexities),
            [Mutant("quantifier", "for every such encoder", lambda: complexities(two_layers.LABEL, IDENTITY))],
        ),
    ],
    rests_on=["s01.beta"],
    note="Trains: the cost depends on it. The cost at the output is blind to a decoder's bijections, and on finitely "
    "many points it has no gradient (s04.piecewise-constant).",
)
