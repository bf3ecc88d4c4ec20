"""Does the load model put exercises in the right order? Against its own variants, and against published figures.

For every solved movement, computes both hips under all variants; prints Spearman's rank correlation of each variant
with the base, and of the model with the figures in `published_loads.toml` (those of its exercises that are solved).
"""

import argparse
import sys
import time
import tomllib
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

from coxa.body.load.model import LoadModel, load_model  # noqa: E402  # after the path is set
from coxa.body.load.muscles import GROUPS  # noqa: E402
from coxa.body.load.result import walking_peak  # noqa: E402
from coxa.body.load.solving import Solved, solve  # noqa: E402
from coxa.body.load.variants import BASE, VARIANTS  # noqa: E402
from coxa.body.trajectory import SIDES, load, other_side  # noqa: E402

SOLVED = ROOT / "src" / "coxa" / "body" / "results"
PUBLISHED = Path(__file__).with_name("published_loads.toml")
WALKING = "WALK"
DEEP_FLEXION_DEG = 90.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--movements", type=Path, default=SOLVED, help="folder of solved movements")
    given = parser.parse_args()
    body = load_model()
    began, frames = time.perf_counter(), 0
    found: dict[str, Solved] = {}
    for path in sorted(given.movements.glob("*.npz")):
        movement = load(path)
        found[path.stem] = solve(movement, body)
        frames += len(movement.t)
    taken = time.perf_counter() - began
    print(f"{len(found)} movements, {frames} frames, {len(VARIANTS)} variants: {taken:.1f} s")
    reference = walking_peak(found[WALKING]) if WALKING in found else float("nan")
    published = tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))
    moved = {name: one for name, one in found.items() if name != WALKING}
    print_variants("all", moved)
    print_variants("without a flag", {name: one for name, one in moved.items() if not one.flags(DEEP_FLEXION_DEG)})
    print_classes(found, published["contact_force"], reference)
    for muscle in ("gluteus_medius", "gluteus_maximus"):
        print_activity(found, body, muscle, published[muscle]["percent_of_greatest_effort"])


def side_of(solved: Solved, hip: str) -> str:
    working = solved.trajectory.working
    return working if hip == "working" else other_side(working)


def print_variants(which: str, found: dict[str, Solved]) -> None:
    """Rank correlation with the base over exercises, for the hip that carries more and for the working hip."""
    print(f"\n| {which}: variant | hip that carries more | working hip | exercises |\n|---|---|---|---|")
    peaks = {
        variant.name: np.array(
            [
                (max(one.peak(side, variant.name) for side in SIDES), one.peak(side_of(one, "working"), variant.name))
                for one in found.values()
            ]
        )
        for variant in VARIANTS
    }
    for variant in VARIANTS[1:]:
        both = [spearmanr(peaks[BASE.name][:, column], peaks[variant.name][:, column]).statistic for column in (0, 1)]
        print(f"| {variant.name} | {both[0]:.2f} | {both[1]:.2f} | {len(found)} |")


def print_classes(found: dict[str, Solved], published: dict, reference: float) -> None:
    """Shares of walking by published class, and how many pairs stand in the published order."""
    shares = {
        name: [
            found[exercise].peak(side_of(found[exercise], hip)) / reference
            for exercise, hip in published[name]
            if exercise in found
        ]
        for name in ("weight_bearing", "long_lever_or_dynamic")
    }
    print("\n| class (Schwachmeyer 2013) | share of walking, median | least | most | hips |\n|---|---|---|---|---|")
    for name, values in shares.items():
        if values:
            print(f"| {name} | {np.median(values):.2f} | {min(values):.2f} | {max(values):.2f} | {len(values)} |")
    pairs = [above > below for above in shares["weight_bearing"] for below in shares["long_lever_or_dynamic"]]
    if pairs:
        print(f"\nPairs in the published order: {sum(pairs)} of {len(pairs)}.")


def greatest_activity(solved: Solved, body: LoadModel, side: str, group: str) -> float:
    """The greatest activation of a group over the movement, weighted by strength.

    Published figures are of the hold where there is one, and of the effort where there is none. The greatest is both;
    the hold alone is not: after a step up it is standing at ease.
    """
    members = [body.muscles.index(f"{name}_{side[0]}") for name in GROUPS[group]]
    course = np.average(solved.base.activation[:, members], axis=1, weights=body.curves.peak_n[members])
    return float(np.nanmax(course[solved.sound]))


def print_activity(found: dict[str, Solved], body: LoadModel, muscle: str, rows: list[dict]) -> None:
    """Model activation beside published muscle activity; they are compared by rank only."""
    known = [row for row in rows if row["exercise"] in found]
    if len(known) < 3:
        print(f"\n{muscle}: fewer than three published exercises are solved.")
        return
    print(f"\n| {muscle} | hip | published, % of greatest effort | model, % |\n|---|---|---|---|")
    middle, model = [], []
    for row in known:
        solved = found[row["exercise"]]
        told = 100.0 * greatest_activity(solved, body, side_of(solved, row["hip"]), muscle)
        middle.append((row["low"] + row["high"]) / 2)
        model.append(told)
        print(f"| {row['exercise']} | {row['hip']} | {row['low']} to {row['high']} | {told:.0f} |")
    without = [index for index, row in enumerate(known) if row["exercise"] != "G05"]
    rank = spearmanr(middle, model).statistic
    rest = spearmanr(np.array(middle)[without], np.array(model)[without]).statistic
    print(f"\nSpearman {rank:.2f}; without the clamshell {rest:.2f} ({len(known)} hips).")


if __name__ == "__main__":
    main()
