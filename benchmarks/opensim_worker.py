"""Compute hip contact forces with OpenSim; run by `load_against_opensim.py` in its own environment.

For every folder named on the command line: read `coordinates.npz`, run StaticOptimization and JointReaction on the
model in `--model`, and write `hips.json` there (course of both hips in newtons, processor seconds taken).
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import opensim

ROOT_RESERVE, JOINT_RESERVE = 10.0, 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("folders", type=Path, nargs="+")
    given = parser.parse_args()
    opensim.Logger.setLevelString("Error")
    for folder in given.folders:
        run(given.model, folder.resolve())


def run(model_file: Path, folder: Path) -> None:
    with np.load(folder / "coordinates.npz") as data:
        movement = {name: data[name] for name in data.files}
    prepare_model(model_file, folder)
    write_table(folder / "motion.mot", movement["t"], dict(zip(movement["names"], movement["values"].T, strict=True)))
    write_loads(folder, movement)
    window = movement["window"]
    began = time.process_time()
    optimisation = opensim.StaticOptimization()
    optimisation.setName("optimised")
    optimisation.setUseModelForceSet(True)
    optimisation.setActivationExponent(2)
    optimisation.setUseMusclePhysiology(True)
    analyse(folder, optimisation, window)
    reaction = opensim.JointReaction()
    reaction.setName("reaction")
    reaction.setForcesFileName(str(folder / "run_optimised_force.sto"))
    reaction.setJointNames(strings("hip_r", "hip_l"))
    reaction.setOnBody(strings("child"))
    reaction.setInFrame(strings("child"))
    analyse(folder, reaction, window)
    taken = time.process_time() - began
    told = read_hips(folder / "run_reaction_ReactionLoads.sto")
    reserve = worst_reserve(folder / "run_optimised_force.sto")
    answer = {"seconds": taken, "frames": len(told["right"]), "reserve": reserve, **told}
    (folder / "hips.json").write_text(json.dumps(answer))


def strings(*values: str) -> "opensim.ArrayStr":
    array = opensim.ArrayStr()
    for value in values:
        array.append(value)
    return array


def prepare_model(model_file: Path, folder: Path) -> None:
    """Unlock what moves, and give every coordinate a reserve as the other side has."""
    model = opensim.Model(str(model_file))
    model.initSystem()
    for coordinate in model.updCoordinateSet():
        coordinate.setDefaultLocked(False)
        coordinate.setDefaultClamped(False)
        name = coordinate.getName()
        if name.endswith("_beta"):
            continue
        actuator = opensim.CoordinateActuator(name)
        actuator.setName(f"{name}_reserve")
        leg = any(name.startswith(part) for part in ("hip", "knee", "ankle", "subtalar"))
        actuator.setOptimalForce(ROOT_RESERVE if name.startswith("pelvis") else JOINT_RESERVE if leg else 1000.0)
        actuator.setMinControl(-1000.0)
        actuator.setMaxControl(1000.0)
        model.addForce(actuator)
    model.finalizeConnections()
    model.printToXML(str(folder / "model.osim"))


def write_loads(folder: Path, movement: dict[str, np.ndarray]) -> None:
    """One external force per place of support: its vector and its point, both in the ground."""
    columns: dict[str, np.ndarray] = {}
    loads = opensim.ExternalLoads()
    for number, body in enumerate(movement["bodies"]):
        for axis, name in enumerate("xyz"):
            columns[f"f{number}_v{name}"] = movement["force"][:, number, axis]
            columns[f"f{number}_p{name}"] = movement["place"][:, number, axis]
        force = opensim.ExternalForce()
        force.setName(f"support_{number}")
        force.set_applied_to_body(str(body))
        force.set_force_expressed_in_body("ground")
        force.set_point_expressed_in_body("ground")
        force.set_force_identifier(f"f{number}_v")
        force.set_point_identifier(f"f{number}_p")
        loads.cloneAndAppend(force)
    write_table(folder / "loads.mot", movement["t"], columns)
    loads.setDataFileName(str(folder / "loads.mot"))
    loads.printToXML(str(folder / "loads.xml"))


def write_table(path: Path, t: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    """A motion file in radians, metres and newtons."""
    table = np.column_stack([t, *columns.values()])
    head = f"{path.stem}\nversion=1\nnRows={len(t)}\nnColumns={table.shape[1]}\ninDegrees=no\nendheader\n"
    body = "\n".join("\t".join(f"{value:.9g}" for value in row) for row in table)
    path.write_text(head + "\t".join(["time", *columns]) + "\n" + body + "\n")


def analyse(folder: Path, analysis: "opensim.Analysis", window: np.ndarray) -> None:
    """Run one analysis from a setup file: the tool reads the model and the loads itself."""
    tool = opensim.AnalyzeTool()
    tool.setName("run")
    tool.setModelFilename(str(folder / "model.osim"))
    tool.setCoordinatesFileName(str(folder / "motion.mot"))
    tool.setExternalLoadsFileName(str(folder / "loads.xml"))
    tool.setLowpassCutoffFrequency(-1)
    tool.setInitialTime(float(window[0]))
    tool.setFinalTime(float(window[1]))
    tool.setReplaceForceSet(False)
    tool.setSolveForEquilibrium(False)
    tool.setResultsDir(str(folder))
    analysis.setStartTime(float(window[0]))
    analysis.setEndTime(float(window[1]))
    analysis.setStepInterval(1)
    analysis.setOn(True)
    tool.updAnalysisSet().cloneAndAppend(analysis)
    setup = str(folder / f"setup_{analysis.getName()}.xml")
    tool.printToXML(setup)
    opensim.AnalyzeTool(setup, True).run()  # noqa: FBT003  # that it may load the model is how the tool asks


def read_hips(path: Path) -> dict[str, list[float]]:
    table = opensim.TimeSeriesTable(str(path))
    labels = list(table.getColumnLabels())
    values = table.getMatrix().to_numpy()
    told = {}
    for side, letter in (("right", "r"), ("left", "l")):
        ends = tuple(f"_f{axis}" for axis in "xyz")
        columns = [index for index, label in enumerate(labels) if f"hip_{letter}_" in label and label.endswith(ends)]
        told[side] = np.linalg.norm(values[:, columns], axis=1).tolist()
    return told


def worst_reserve(path: Path) -> dict[str, float]:
    """The largest reserve of the root and of the legs, newtons or newton metres."""
    table = opensim.TimeSeriesTable(str(path))
    values = table.getMatrix().to_numpy()
    parts = {"root": ("pelvis",), "leg": ("hip", "knee", "ankle")}
    worst = dict.fromkeys(parts, 0.0)
    for index, label in enumerate(table.getColumnLabels()):
        for part, starts in parts.items():
            if label.endswith("_reserve") and label.startswith(starts):
                worst[part] = max(worst[part], float(np.abs(values[:, index]).max()))
    return worst


if __name__ == "__main__":
    main()
