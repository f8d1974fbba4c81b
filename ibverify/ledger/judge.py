r"""The judge: verdicts from evidence.

A part *fails* if one of its checks is refuted, which is its counterexample. It *holds* if every check is proved, and is
*undecided* if one is unknown. A claim is the conjunction of its parts: one that fails makes it fail. Its strength is
that of its weakest part, capped by what it rests on. Mutants are judged beside it: each must be refuted. Estimates are
recorded beside it and have no part in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from time import perf_counter
from typing import TypeVar, get_args

from ibverify.errors import ProblemError, shown
from ibverify.ledger.claim import Change, Claim, Mutant, Part, named_by
from ibverify.ledger.evidence import STRENGTHS, Check, Evidence
from ibverify.ledger.judgement import EstimatesRecord, Finding, Judgement, Ledger, MutantRecord, PartRecord
from ibverify.ledger.sampled import Interval, Sampled

Made = TypeVar("Made")


def judge(id: str, claim: Claim, known: Mapping[str, Judgement] | None = None, seed: int = 0) -> Judgement:
    """The verdict on a claim; `known` holds the judgements of the claims that it names, `seed` draws instances.

    Raises `ProblemError` for a claim without parts, a part without checks, scope or mutants, and a claim that rests on
    what is not given, or is amended by what does not hold.
    """
    judged = known or {}
    if not claim.parts:
        raise ProblemError(id, "it has no parts", "give the sentences that it consists of, each with its evidence")
    for name in claim.rests_on:
        if name not in judged:
            raise ProblemError(id, f"it rests on {name!r}, which is not in the ledger", "name claims of the ledger")
    supports = [judged[name] for name in claim.rests_on]
    parts = tuple(_part(f"{id}, part {i}", part, f"{seed}:{id}") for i, part in enumerate(claim.parts, start=1))
    verdicts = [part.found.verdict for part in parts]
    if "fails" in verdicts:
        verdict = "fails"
    elif "undecided" in verdicts or any(s.verdict != "holds" for s in supports):
        verdict = "undecided"
    else:
        verdict = "holds"
    if claim.amended is not None and (claim.amended not in judged or judged[claim.amended].verdict != "holds"):
        what = f"it is amended by {claim.amended!r}, which is no claim of the ledger that holds"
        raise ProblemError(id, what, "name the claim that holds instead, or none")
    return Judgement(
        id=id,
        source=claim.statement.source,
        statement=claim.statement.says,
        verdict=verdict,
        strength=_strength(verdict, [*(part.found.strength for part in parts), *(s.strength for s in supports)]),
        rests_on=tuple(claim.rests_on),
        cites=tuple(sorted({*claim.cites, *(cited for part in claim.parts for cited in part.evidence.cites)})),
        parts=parts,
        amended=claim.amended if verdict == "fails" else None,
        note=claim.note,
    )


def _strength(verdict: str, of: Iterable[str | None]) -> str | None:
    """A refutation is exact: one instance is enough. What holds is as strong as the weakest of what it needs."""
    if verdict == "fails":
        return "exact"
    return min((s for s in of if s is not None), key=STRENGTHS.index) if verdict == "holds" else None


def _part(where: str, part: Part, seed: str) -> PartRecord:
    if not isinstance(part, Part):
        raise ProblemError(where, f"its {type(part).__name__} is no part", "give Part(says, evidence, mutants)")
    if not part.says.strip():
        raise ProblemError(where, "it says nothing", "give its sentence")
    if not part.mutants:
        raise ProblemError(where, "it has no mutants", "give a false statement near it, and the check that refutes it")
    mutants: Sequence[object] = part.mutants
    for mutant in mutants:
        if not isinstance(mutant, Mutant):
            what = f"its {type(mutant).__name__} is no mutant"
            raise ProblemError(where, what, "give Mutant(changes, says, refuted_by)")
        if mutant.changes not in get_args(Change):
            what = f"a mutant changes {shown(mutant.changes)}"
            raise ProblemError(where, what, f"name one of {', '.join(get_args(Change))}")
    return PartRecord(
        part.says,
        _finding(where, part.evidence, Random(seed)),
        None if part.beyond is None else _finding(where, part.beyond, Random(seed)),
        tuple(_tried(where, mutant) for mutant in part.mutants),
        None if part.estimates is None else _estimated(where, part.estimates, Random(seed)),
    )


def _finding(where: str, evidence: Evidence, random: Random) -> Finding:
    checks = _run(where, lambda: evidence.checks(random))
    if not checks:
        raise ProblemError(where, "it has evidence without checks", "give the checks that decide it")
    if not evidence.scope.strip():
        raise ProblemError(where, "it has evidence without a scope", "say what its checks are decided on")
    broken = next((check for check in checks if check.outcome.refuted), None)
    unknown = any(check.outcome.unknown for check in checks)
    verdict = "fails" if broken is not None else "undecided" if unknown else "holds"
    kinds: dict[str, Check] = {}
    for check in checks:
        kinds.setdefault(check.says, check)
    return Finding(
        verdict=verdict,
        strength=_strength(verdict, [evidence.strength]),
        scope=evidence.scope,
        because=evidence.because,
        instances=frozenset(check.on or evidence.scope for check in checks if check.is_of_an_instance),
        checks=len(checks),
        steps=max(check.steps for check in checks),
        shown=tuple(kinds.values()),
        counterexample=broken,
    )


def _tried(where: str, mutant: Mutant) -> MutantRecord:
    checks = _run(where, mutant.refuted_by)
    if not checks:
        raise ProblemError(where, f"the mutant {shown(mutant.says)} has no checks", "give the one that refutes it")
    witness = next((check for check in checks if check.outcome.refuted), checks[0])
    return MutantRecord(mutant.changes, mutant.says, witness.outcome.refuted, witness)


def _estimated(where: str, sampled: Sampled, random: Random) -> EstimatesRecord:
    intervals = _made(where, "sampled interval", Interval, lambda: sampled.drawn(random))
    if not intervals:
        raise ProblemError(where, "it has estimates without intervals", "give intervals, or no estimates")
    return EstimatesRecord(sampled.quantity, sampled.scope, sampled.level, tuple(intervals))


def _run(where: str, checks: Callable[[], Iterable[Check]]) -> list[Check]:
    return _made(where, "check", Check, checks)


def _made(where: str, name: str, kind: type[Made], makes: Callable[[], Iterable[Made]]) -> list[Made]:
    """What a claim's own code makes. Whatever that raises is an error of the claim, never a verdict."""
    try:
        found = list(makes())
        for each in found:
            if not isinstance(each, kind):
                raise TypeError(f"{type(each).__name__} is no {name}")
    except (Exception, SystemExit) as error:
        what = f"a {name} does not run: {type(error).__name__}: {error}"
        raise ProblemError(where, what, "mend the claim") from error
    return found


def judge_all(claims: Mapping[str, Claim], wanted: Sequence[str], seed: int = 0) -> Ledger:
    """The judgements of the wanted claims; what they rest on, or are amended by, is judged first.

    Raises `ProblemError` for claims that rest on each other in a circle.
    """
    done: dict[str, Judgement] = {}
    timing: dict[str, float] = {}

    def settle(id: str, path: tuple[str, ...]) -> None:
        if id in path:
            raise ProblemError(id, f"claims rest on each other: {' -> '.join((*path, id))}", "break the circle")
        if id in done or id not in claims:
            return
        for name in named_by(claims[id]):
            settle(name, (*path, id))
        start = perf_counter()
        done[id] = judge(id, claims[id], done, seed)
        timing[id] = perf_counter() - start

    for id in wanted:
        settle(id, ())
    return Ledger(tuple(done[id] for id in wanted), {id: timing[id] for id in wanted})
