r"""Two noisy terms, $I(X; L + \eta) - \beta I(Y; L + \eta')$ with a noise for each: what they prefer in Figs. 2 and 3.

Fig. 2    of f', f'', f''' the last, simple and of the largest margin, if w < 3/10, whatever the noise of the precision
Fig. 3    f^II rather than f^I, of which every decision errs
Noise of other widths prefers less robust ones: see the mutants. Robustness is the margin of the decision (P4).
"""

from ibverify.examples import fig2, fig3
from ibverify.examples.noise_widths import order_between, swept, with_noises
from ibverify.law import push
from ibverify.ledger import Cases, Check, Claim, Example, Instances, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze
from ibverify.study.compare import Order
from ibverify.study.crossing import crossings
from ibverify.study.decision import thresholds

BEST, SECOND, LAST = "f'''_cont", "f'_cont", "f''_cont"
WIDE = "for widths of 1/2 or more both terms are constants over the width, so no order changes any more"
ADDED = (
    "f^I = f^II + X_1, and given Y the two coordinates are independent: adding X_1 raises the entropy; the classes "
    "stay apart under f^II + eta, and under f^I overlap; the functional is I(X;S|Y) + (1 - beta) I(Y;S)"
)


def preferred():
    best, second, last = (swept(fig2.problem(f)) for f in (BEST, SECOND, LAST))
    for name, other, no_worse in (("f'", second, (Order.B, Order.EQUAL)), ("f''", last, (Order.B,))):
        of_x, of_y = (crossings(best, other, by) for by in (lambda t: t.compression, lambda t: t.precision))
        yield Check(f"I(X;.) of f''' as A, of {name} as B", order_between(of_x, 0, "3/10", Order.A))
        yield Check(f"I(Y;.) of f''' as A, of {name} as B", order_between(of_y, 0, 1, *no_worse))


def robust():
    for f, least in ((BEST, 1), (SECOND, 1), (LAST, 3)):
        problem = fig2.problem(f)
        yield check(f"thresholds of {f}", thresholds(push(problem.network, problem.law)[-1]), "==", least, "on T")
    best, *others = (fig2.margin(f) for f in (BEST, SECOND, LAST))
    for other in others:
        yield check("the margin of f''' is larger", best, ">", other, "the decision at 1/2")


def wider():
    yield check("the margin of f' is larger", fig2.margin(SECOND), ">", fig2.margin(BEST), "the decision at 1/2")


def smaller(one, two, of_x, of_y, beta):
    left, right = (analyze(with_noises(problem, of_x, of_y)).readout for problem in (one, two))
    on = f"w = {of_x} for X, {of_y} for Y, beta = {beta}"
    difference = (left.precision - right.precision) * fig2.rational(beta)
    yield check("the noisy functional is smaller", left.compression - right.compression, "<", difference, on)


def in_fig2(one, two, of_x, of_y, beta):
    return smaller(fig2.problem(one), fig2.problem(two), of_x, of_y, beta)


def in_fig3(epsilon, width, beta, pair=("f_II", "f_I")):
    return smaller(*(fig3.problem(f, epsilon) for f in pair), width, width, beta)


def one_noise():
    for epsilon in ("1/1000", "1/10", "1/4"):
        widest = fig2.rational("1/4") - fig2.rational(epsilon) / 2
        for width in (widest, widest / 10):
            one, two = (analyze(with_noises(fig3.problem(f, epsilon), width, width)).readout for f in ("f_II", "f_I"))
            on = f"epsilon = {epsilon}, w = {width}"
            yield check("I(Y;f^II + eta) = log 2", one.precision, "==", "log(2)", on)
            yield check("I(Y;f^I + eta) < log 2", two.precision, "<", "log(2)", on)
            left, right = (found.compression - found.precision for found in (one, two))
            yield check("I(X;f^II + eta|Y) < I(X;f^I + eta|Y)", left, "<", right, on)
        margins = fig3.margin("f_II", epsilon, "3/8"), fig3.margin("f_I", epsilon, "1/2")
        yield check("the margin of f^II at 3/8 > that of f^I at 1/2", margins[0], ">", margins[1], epsilon)


def drawn(draw):
    return [(f"epsilon = {n}/1000", f"{n}/1000") for n in sorted(draw.sample(range(1, 126), 8))]


def every_beta(epsilon):
    for of_x, of_y in (("1/8", "1/8"), ("1/100", "1/8"), ("1/8", "1/100")):
        one, two = (analyze(with_noises(fig3.problem(f, epsilon), of_x, of_y)).readout for f in ("f_II", "f_I"))
        on = f"w = {of_x} for X, {of_y} for Y"
        yield check("I(X;f^II + eta) < I(X;f^I + eta)", one.compression, "<", two.compression, on)
        yield check("I(Y;f^II + eta') > I(Y;f^I + eta')", one.precision, ">", two.precision, on)


CLAIM = Claim(
    Statement(
        r"Replacing $I(Y;\tilde Y)$ by $I(Y;\tilde Y + \eta')$ and $I(X;\tilde Y)$ by $I(X;\tilde Y + \eta)$, for "
        r"noise terms $\eta'$ and $\eta$, can lead to DNNs that are robust and the output of which allows using a "
        r"simple decision rule. (Figs. 2 and 3; X uniform on T, and on the boxes given Y with equal priors.)",
        source="Sec. 7, Sec. 5.4",
    ),
    parts=[
        Part(
            r"Of $f'_{cont}, f''_{cont}, f'''_{cont}$ the last has the smallest noisy functional for every "
            r"$\beta > 0$, with $\eta$ uniform of a half-width $0 < w < 3/10$ and $\eta'$ of any half-width.",
            Cases("formulas in each width up to 1", preferred, because=WIDE),
            [
                Mutant("constant", "for 0 < w < 1/3", lambda: in_fig2(BEST, SECOND, "8/25", "1/20", "1")),
                Mutant("hypothesis", "for all widths if beta >= 1", lambda: in_fig2(BEST, SECOND, "1/2", "1/10", "1")),
                Mutant("direction", "f' has the smallest", lambda: in_fig2(SECOND, BEST, "1/20", "1/20", "1")),
            ],
        ),
        Part(
            r"It allows one threshold, as $f'_{cont}$ does, where $f''_{cont}$ needs three; at 1/2 it has the largest "
            r"margin of the three.",
            Example("the functions on T", robust),
            [Mutant("direction", "f' has the largest margin", wider)],
        ),
        Part(
            r"In Fig. 3, for $\varepsilon < 3/8$, $\beta \ge 1$ and one noise, uniform of a half-width of at most "
            r"$1/4 - \varepsilon/2$, $f^{II}$ has the smaller noisy functional, and at 3/8 a larger margin than $f^I$ "
            r"at 1/2.",
            Cases("epsilon = 1/1000, 1/10, 1/4, two widths each", one_noise, because=ADDED),
            [
                Mutant("hypothesis", "for all widths if beta >= 1/4", lambda: in_fig3("1/10", "1/2", "1/4")),
                Mutant("constant", "for widths up to 1/4 and all beta", lambda: in_fig3("1/10", "1/4", "1/100")),
                Mutant("direction", "f^I has the smaller", lambda: in_fig3("1/10", "1/8", "1", ("f_I", "f_II"))),
            ],
            beyond=Instances(
                "epsilon drawn up to 1/8, all beta, two noises of half-widths up to 1/8",
                drawn,
                every_beta,
            ),
        ),
    ],
    rests_on=["s05.noise-robust-amended"],
    note="It can, and need not: noise on the output does not see what the network does beside the support of X, and "
    "with w = 1/2 for X and 1/10 for Y the less robust f' is preferred to f''' for every beta.",
)
