"""Figs. 2 and 3, and pictures drawn: margins by hand, and that every picture meets the text."""

from __future__ import annotations

from random import Random

import pytest
from flint import fmpq

from ibverify.errors import ProblemError
from ibverify.exact import Value
from ibverify.examples import fig2, fig3, pictures
from ibverify.network import evaluate
from ibverify.study.analyze import analyze
from ibverify.study.decision import disagreement, error


def test_margins_of_the_reconstruction():
    """f' passes 1/2 at 19/84 and falls through it at 1/2, f''' at 1/7 + 1/560, 3/7 + 1/840 and 5/7 + 1/1680."""
    assert fig2.margin("f'_disc") == fmpq(2, 7) - fmpq(19, 84)
    assert fig2.margin("f'''_disc") == fmpq(1, 1680)


def test_there_is_no_margin_on_the_wrong_side():
    """f'' at 1/2 is wrong on S2 and S3, however far its boundary is."""
    assert fig2.margin("f''_disc", fig2.only(2, 3)) == 0
    assert fig2.margin("f''_disc", fig2.only(1, 4)) == fmpq(1, 2) - fmpq(1, 7)


@pytest.mark.parametrize(
    ("places", "level", "expected"),
    [
        ([("16/21", "16/21", "0")], "1/3", "0"),  # where f' leaves a plateau at the level: above it just to the right
        ([("16/21", "16/21", "1")], "1/3", "0"),  # 1/3 > 1/3 is wrong
        ([("15/21", "15/21", "0")], "1/3", "1/21"),
        ([("0", "0", "0")], "0", "4/21"),
        ([("3/7", "3/7", "1")], "0", "5/21"),  # f' is 0 up to 4/21
        ([("0", "0", "0")], "-1", "0"),
        ([("0", "0", "1")], "-1", None),
        ([("2", "3", "0")], "1/2", "0"),
        ([("2", "3", "1")], "1/2", "103/84"),  # f' passes 1/2 for the last time at 65/84
        ([("-3", "-2", "0")], "1/2", "187/84"),
    ],
)
def test_margins_at_other_places_and_levels(places, level: str, expected: str | None):
    if expected is None:
        with pytest.raises(ProblemError, match="wrong nowhere"):
            fig2.margin("f'_disc", places, level)
    else:
        assert fig2.margin("f'_disc", places, level) == Value(expected).form.constant


def test_margins_of_fig_3():
    """f^II at 1/4 is e away from class 0 and 1/4 from class 1; f^I cannot help cutting class 0."""
    assert fig3.margin("f_II", "1/10", "1/4") == fmpq(3, 20)
    assert fig3.margin("f_II", "1/10", "3/8") == fmpq(1, 8)
    assert fig3.margin("f_II", "1/10", "2/3") == 0
    assert fig3.margin("f_I", "1/10", "1/2") == 0
    assert fig3.images("f_II", "1/10") == ((0, fmpq(1, 10)), (fmpq(1, 2), 1))


@pytest.mark.parametrize("seed", range(3))
def test_discrete_pictures_meet_the_text(seed: int):
    """Strips told apart by both, 1/2 perfect for f' and useless for f''; every order of f'' occurs once."""
    drawn = dict(pictures.disc(Random(seed)))
    assert len(drawn) == 16
    for one, two in drawn.values():
        for picture in (one, two):
            assert analyze(fig2.problem(picture))[2].compression == Value("2*log(2)")
        assert error(fig2.problem(one, level="1/2")) == 0
        assert analyze(fig2.problem(two, level="1/2"))["readout"].precision == Value(0)


@pytest.mark.parametrize("seed", range(3))
def test_continuous_pictures_meet_the_text(seed: int):
    """Both precise, 1/2 perfect for f' and useless for f''; images of different classes touch under f'' alone."""
    for one, two in dict(pictures.cont(Random(seed))).values():
        for picture in (one, two):
            found = analyze(fig2.problem(picture))
            assert (found[2].atomic_mass, found[2].precision) == (0, found.label_entropy)
        assert error(fig2.problem(one, level="1/2")) == 0
        assert analyze(fig2.problem(two, level="1/2"))["readout"].precision == Value(0)
        assert (touches(one), touches(two)) == (0, 2)


def touches(picture: fig2.Knots) -> int:
    """In how many pairs of strips of different classes the images have an end in common."""
    ends = [{y for _, y in picture[2 * k : 2 * k + 2]} for k in range(4)]
    return sum(bool(ends[i] & ends[j]) for i in (0, 2) for j in (1, 3))


@pytest.mark.parametrize("seed", range(3))
def test_steep_pictures_meet_the_text(seed: int):
    """f''' is f' on T, and passes 1/2 within a hundredth of an end of each gap."""
    for one, three in dict(pictures.steep(Random(seed))).values():
        assert disagreement(fig2.problem(one), fig2.problem(three)) == 0
        assert error(fig2.problem(three, level="1/2")) == 0
        assert fig2.margin(three) < fmpq(1, 700) < fmpq(1, 21) < fig2.margin(one)


def test_a_picture_that_is_steep_on_both_sides():
    """It is f' on T; every end of a gap is within 1/700 of a wrong decision."""
    steep = pictures.steep_on_both_sides()
    assert disagreement(fig2.problem("f'_disc"), fig2.problem(steep)) == 0
    for k in range(4):
        low, high, label = fig2.STRIPS[k]
        for x in ([high] if k < 3 else []) + ([low] if k > 0 else []):
            assert fig2.margin(steep, [(x, x, label)]) < fmpq(1, 700)


def test_the_image_of_the_dot():
    assert (fig3.at("f_I", fig3.DOT), fig3.at("f_II", fig3.DOT)) == (fmpq(2, 5), fmpq(2, 5))
    assert evaluate(fig3.neuron("f_I"), [fmpq(1, 2), fmpq(1, 10)]) == ((fmpq(3, 5),),)
