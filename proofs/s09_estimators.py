r"""The two sampling procedures at the end of Sec. 9, read as estimates of the two cross-entropies: one is biased.

Broken    two samples, q = 1/4 or 3/4 equally likely: the mean of the loss of their average is 3/2 log 2 - 1/4 log 3,
          the cross-entropy is log 2
"""

from ibverify.examples import decoder_samples as samples
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check


def averages(wanted=samples.of_output, procedure=samples.average_of_losses):
    for name, tuples in samples.DECODERS.items():
        for k in (1, 2, 3):
            found = samples.expected(procedure, tuples, k)
            yield check("the mean is the cross-entropy", found, "==", wanted(tuples), f"{name}, k = {k}")


def first(tuples=samples.ONE_TUPLE, relation="=="):
    for k in (2, 3):
        found = samples.expected(samples.loss_of_average, tuples, k)
        yield check(f"the mean {relation} the cross-entropy", found, relation, samples.of_layer(tuples), f"k = {k}")


CLAIM = Claim(
    Statement(
        r"To compute $C(P_{Y|L} \| Q_{Y|L})$, we average $Q_{Y|\tilde Y}$ corresponding to different samples of "
        r"$\tilde Y$ generated for the same tuple $(x, \ell, y)$ to calculate $Q_{Y|L}$ (i.e., (25)) and that is used "
        r"to then calculate the log loss. For $C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$, we evaluate log loss for each "
        r"sample of $\tilde Y$ separately; these are then averaged. (Read: in the mean over data and samples each "
        r"procedure gives its cross-entropy, for k samples of $\tilde Y$.)",
        source="Sec. 9, end",
    ),
    parts=[
        Part(
            r"The mean of the averages of log losses is $C(P_{Y|\tilde Y} \| Q_{Y|\tilde Y})$.",
            Cases(
                "two decoders, k = 1, 2, 3", averages, because="the mean is linear, and each sample has the right law"
            ),
            [
                Mutant("subject", "it is the other cross-entropy", lambda: averages(samples.of_layer)),
                Mutant("subject", "so is that of the other", lambda: averages(procedure=samples.loss_of_average)),
            ],
        ),
        Part(
            r"The mean of the log losses of averages is $C(P_{Y|L} \| Q_{Y|L})$.",
            Example("one tuple, q = 1/4 or 3/4 equally likely", first),
            [
                Mutant("direction", "it is smaller", lambda: first(relation="<")),
                Mutant("quantifier", "it is different for every h", lambda: first(samples.DETERMINISTIC, "!=")),
            ],
        ),
    ],
    amended="s09.estimators-amended",
)
