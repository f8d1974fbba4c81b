r"""What holds of the robustness of f'_disc and f'''_disc: on all of T, f' has the larger margin.

Both functions agree on T. With noise that moves x1 by at most r, the decision at 1/2 is free of error if r is at most
the margin, and errs on a set of positive mass if r is larger: checked by the laws on the widened strips.
"""

from ibverify.exact import Value
from ibverify.examples import fig2
from ibverify.law import atoms, push
from ibverify.ledger import Claim, Example, Mutant, Statement, check, fact
from ibverify.study.analyze import analyze


def decided(function, reach):
    return analyze(fig2.problem(function, fig2.strips(margin=reach), "1/2"))


def checks():
    images = [atoms(push(fig2.problem(f).network, fig2.strips())[-1]) for f in ("f'_disc", "f'''_disc")]
    yield fact(
        "the laws of (Y, L) are equal", images[0] == images[1], f"{len(images[0])} common atoms", "X uniform on T"
    )
    for function, margin, beyond in (("f'_disc", "5/84", "6/84"), ("f'''_disc", "1/1680", "1/840")):
        yield check(
            f"margin of {function}", Value(fig2.margin(function, fig2.STRIPS)), "==", Value(margin), "support T"
        )
        safe, wrong = decided(function, margin), decided(function, beyond)
        yield check(f"{function} withstands it", safe.readout.precision, "==", safe.label_entropy, f"moved by {margin}")
        yield check(f"{function} errs beyond", wrong.readout.precision, "<", wrong.label_entropy, f"moved by {beyond}")


def robust():
    found = decided("f'''_disc", "5/84")
    return check("f''' withstands 5/84", found.readout.precision, "==", found.label_entropy, "strips widened by 5/84")


def larger():
    return check("margin of f' is 1/12", Value(fig2.margin("f'_disc", fig2.STRIPS)), "==", Value("1/12"), "support T")


CLAIM = Claim(
    statement=Statement(
        says=r"On T, $f'_{disc} = f'''_{disc}$. If the support of X is T, the decision at 1/2 has the margin 5/84 with "
        r"$f'_{disc}$ and 1/1680 with $f'''_{disc}$, in every p-norm.",
        source="Sec. 4.3, Fig. 2",
    ),
    evidence=[Example(checks)],
    mutants=[
        Mutant("f''' as robust", "f''' withstands what f' withstands", robust),
        Mutant("a larger margin", "the margin of f' is 1/12", larger),
    ],
    note="The numbers are those of the reconstruction of Fig. 2.",
)
