r"""A penalty that makes the representations of one class equal: at its minimum the compression term is at most H(Y).

Chain     L a function of Y, Y a function of X: I(X;L) <= I(X;Y) = H(Y) <= log|Y|
"""

from ibverify.kernel import H, I, calculation, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import data_processing, of_a_function
from ibverify.kernel.reasons import cardinality
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=function("X", is_="finite"), L=function("Y"))
FREE = setting(X=source(), Y=function("X", is_="finite"), L=function("X"))


def bound():
    start = calculation(SETTING, I("X", "Y")).at_least(I("X", "L"), by=data_processing("X", "L", through="Y"))
    entropy = of_a_function("X", "Y").prove(SETTING)
    return calculation(SETTING, H("Y")).equals(I("X", "Y"), by=entropy).at_least(I("X", "L"), by=start.theorem)


def finite():
    return calculation(SETTING, H("Y")).at_most(log_cardinality("Y"), by=cardinality("Y"))


CLAIM = Claim(
    Statement(
        r"A hint penalty encourages latent representations being similar if they correspond to the same class.",
        source="Sec. 7, [35]",
    ),
    parts=[
        Part(
            r"If they are equal within each class, and $Y$ is a function of $X$, then $I(X;L) \le H(Y)$.",
            Derived(SETTING, I("X", "L"), "<=", H("Y"), bound),
            [near_miss("hypothesis", "for any representation", FREE, I("X", "L"), "<=", H("Y"))],
        ),
        Part(
            r"$H(Y) \le \log|\mathcal Y| < \infty$.",
            Derived(SETTING, H("Y"), "<=", log_cardinality("Y"), finite),
            [near_miss("subject", "so is H(X)", SETTING, H("X"), "<=", log_cardinality("Y"))],
        ),
    ],
    note="Similar is not equal: representations that only come near each other keep I(X;L) infinite for continuous X.",
)
