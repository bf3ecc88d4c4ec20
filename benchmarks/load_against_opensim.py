"""Compare our hip loads with OpenSim's, on the same movements and the same supports, in one run.

Makes an environment of its own in a temporary folder (or `--keep FOLDER`): OpenSim 4.6 from its package, and the model
Rajagopal2015.osim out of the package nimblephysics. Then each movement is computed by both: our contact forces become
OpenSim's external loads; StaticOptimization (least squared activation) and JointReaction give its hip forces. Times
are of the processor, so other programs do not count. OpenSim is slow, so it solves some frames around the peak.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from opensim_input import for_opensim  # noqa: E402  # after the path is set

from coxa.body.load.allocation import allocate  # noqa: E402
from coxa.body.load.contacts import supports_of  # noqa: E402
from coxa.body.load.dynamics import balance  # noqa: E402
from coxa.body.load.model import LoadModel, load_model  # noqa: E402
from coxa.body.load.variants import Variant  # noqa: E402
from coxa.body.trajectory import SIDES, Trajectory, load  # noqa: E402

OPENSIM = "opensim==4.6"
MODEL_PACKAGE = "nimblephysics==0.10.52.1"
MODEL_IN_PACKAGE = "nimblephysics/models/rajagopal_data/Rajagopal2015.osim"
SOLVED = ROOT / "src" / "coxa" / "body" / "results"

COMPARABLE = Variant("as_opensim", tone=0.01, deep_rotators=False)
"""What OpenSim computes: the least activation of that model is 0.01 too, and it has no short rotators."""

EXERCISES = ("G03", "B07", "G07", "I03", "M01", "X02", "X05")
"""Standing, lying on the side and on the back, on one leg and on two; those of them that are solved."""

HEAD = (
    "movement",
    "hip",
    "ours, body weights",
    "OpenSim",
    "difference",
    "ours, ms/frame",
    "OpenSim, ms/frame",
    "times",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercises", nargs="*", help=f"ids of solved movements (default: {', '.join(EXERCISES)})")
    parser.add_argument("--frames", type=int, default=31, help="how many frames around the peak OpenSim solves")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the environment and all files, used again the next time"
    )
    parser.add_argument("--movements", type=Path, default=SOLVED, help="folder of solved movements")
    given = parser.parse_args()
    known = [name for name in EXERCISES if (given.movements / f"{name}.npz").is_file()]
    movements = [load(given.movements / f"{name}.npz") for name in given.exercises or known]
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        compare(movements, given.keep.resolve(), given.frames)
        return
    with tempfile.TemporaryDirectory() as folder:
        compare(movements, Path(folder), given.frames)


def compare(movements: list[Trajectory], folder: Path, frames: int) -> None:
    """Print one row per movement and hip."""
    python, model_file = environment(folder)
    body = load_model()
    ours = {one.exercise: solve_ours(body, one, folder / one.exercise, frames) for one in movements}
    worker = Path(__file__).with_name("opensim_worker.py")
    command = [str(python), str(worker), "--model", str(model_file)]
    folders = [str(folder / movement.exercise) for movement in movements]
    subprocess.run([*command, *folders], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for movement in movements:
        theirs = json.loads((folder / movement.exercise / "hips.json").read_text())
        hips, own_ms = ours[movement.exercise]
        print_rows(movement, hips, own_ms, theirs, body.weight_n)


def print_rows(movement: Trajectory, hips: np.ndarray, own_ms: float, theirs: dict, weight_n: float) -> None:
    """Peaks over the same frames; the hip that OpenSim loads more is marked."""
    other_ms = 1000.0 * theirs["seconds"] / theirs["frames"]
    peaks = {side: max(theirs[side]) / weight_n for side in SIDES}
    for index, side in enumerate(SIDES):
        mine, other = hips[:, index].max(), peaks[side]
        name = f"**{side}**" if other == max(peaks.values()) else side
        row = [movement.exercise, name, f"{mine:.2f}", f"{other:.2f}", f"{100 * (mine / other - 1):+.0f} %"]
        print("|", " | ".join([*row, f"{own_ms:.2f}", f"{other_ms:.0f}", f"{other_ms / own_ms:.0f}"]), "|")
    worst = ", ".join(f"{part} {value:.1f}" for part, value in theirs["reserve"].items())
    print(f"<!-- {movement.exercise}: largest OpenSim reserves: {worst} -->")


def solve_ours(body: LoadModel, movement: Trajectory, place: Path, frames: int) -> tuple[np.ndarray, float]:
    """Hip forces around the peak (n, 2) in body weights; ms of processor time per frame of the whole movement."""
    began = time.process_time()
    supports = supports_of(movement)
    system = balance(body, movement, supports)
    found = allocate(body, system, supports, COMPARABLE)
    taken = time.process_time() - began
    hips = np.linalg.norm(found.hip_n, axis=2) / body.weight_n
    first = max(0, min(int(hips.max(axis=1).argmax()) - frames // 2, len(hips) - frames))
    window = slice(first, first + frames)
    place.mkdir(exist_ok=True)
    told = for_opensim(body, movement, supports, system, found)
    np.savez(place / "coordinates.npz", window=movement.t[window][[0, -1]], **told)
    return hips[window], 1000.0 * taken / len(movement.t)


def environment(folder: Path) -> tuple[Path, Path]:
    """An environment with OpenSim, and the model file; made if they are not there."""
    python, model_file = folder / "venv" / "bin" / "python", folder / "Rajagopal2015.osim"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", OPENSIM, "numpy"], check=True)
    if not model_file.exists():
        command = [str(python), "-m", "pip", "download", "--quiet", "--no-deps", MODEL_PACKAGE, "--dest", str(folder)]
        subprocess.run(command, check=True)
        with zipfile.ZipFile(next(folder.glob("nimblephysics*.whl"))) as wheel:
            model_file.write_bytes(wheel.read(MODEL_IN_PACKAGE))
    return python, model_file


if __name__ == "__main__":
    main()
