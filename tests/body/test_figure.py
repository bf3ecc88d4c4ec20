"""The figure: small bodies, joints that meet the model's, motions that keep the pose, muscles in their place."""

import base64
import gzip
import json
import struct

import numpy as np
import pytest

from coxa.body.figure.build import SERVED, SOURCES, build_motions
from coxa.body.figure.export import MOST_BYTES, muscles_at_work
from coxa.body.figure.fitting import fitted
from coxa.body.figure.glb import write
from coxa.body.figure.masks import MUSCLES, masks
from coxa.body.figure.mesh import bare, cut, edges_once
from coxa.body.figure.skeleton import BONES, JOINTS, PARENTS
from coxa.body.figure.source import BODIES, read
from coxa.body.trajectory import SEGMENTS, result, results, rotate
from coxa.errors import InputError
from coxa.knowledge.loader import shipped

CONTENT = shipped()
SHOWN = sorted(path.stem for path in (SERVED / "motions").glob("*.json"))


def glb(path):
    """Header and data of a GLB file."""
    data = path.read_bytes()
    length = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + length]), data[28 + length :]


def numbers(head, blob, name):
    """One attribute of the only surface."""
    accessor = head["accessors"][head["meshes"][0]["primitives"][0]["attributes"][name]]
    view = head["bufferViews"][accessor["bufferView"]]
    kind = {5121: np.uint8, 5122: np.int16}[accessor["componentType"]]
    values = np.frombuffer(blob, kind, view["byteLength"] // np.dtype(kind).itemsize, view["byteOffset"])
    return values.reshape(accessor["count"], -1)


def unpacked(text, *shape):
    return np.frombuffer(base64.b64decode(text), "<i2").astype(float).reshape(-1, *shape)


@pytest.mark.parametrize("name", [*BODIES, "inside"])
def test_a_body_keeps_within_its_budget(name):
    most = 120 if name == "inside" else 300 * 1024 / 1000
    assert (SERVED / f"{name}.glb").stat().st_size <= most * 1000


def test_the_viewer_weighs_little():
    scripts = [path.read_bytes() for path in SERVED.glob("*.js")]
    assert 0 < sum(len(gzip.compress(script)) for script in scripts) <= 24_000


@pytest.mark.parametrize("name", BODIES)
def test_every_vertex_hangs_on_known_bones_whole(name):
    head, blob = glb(SERVED / f"{name}.glb")
    assert head["extras"]["segments"] == list(SEGMENTS)
    assert numbers(head, blob, "JOINTS_0").max() < len(BONES)
    assert (numbers(head, blob, "WEIGHTS_0").astype(int).sum(1) == 255).all()


@pytest.mark.parametrize("name", BODIES)
def test_joints_of_the_fitted_body_lie_as_far_apart_as_the_models(name):
    body = fitted(read(SOURCES / "bodies.npz", name))
    for segment, parent in PARENTS.items():
        if segment.startswith(("forearm", "hand", "shank", "foot")):
            apart = np.linalg.norm(body.joint(segment) - body.joint(parent))
            assert apart == pytest.approx(np.linalg.norm(JOINTS[segment] - JOINTS[parent]), abs=1e-6)


@pytest.mark.parametrize("name", BODIES)
def test_no_muscle_glows_at_the_knee_or_ankle(name):
    body = fitted(read(SOURCES / "bodies.npz", name))
    shown = masks(body, body.vertices, body.weights)
    assert (shown.max(0) > 0.9).all(), dict(zip(MUSCLES, shown.max(0), strict=True))
    for joint in ("shank_right", "shank_left", "foot_right", "foot_left"):
        near = np.linalg.norm(body.vertices - body.joint(joint), axis=1) < 0.075
        assert near.sum() > 20
        assert shown[near].max() < 0.1


def test_muscles_of_the_two_sides_mirror_each_other():
    body = fitted(read(SOURCES / "bodies.npz", "woman"))
    shown = masks(body, body.vertices, body.weights)
    left, right = shown[body.vertices[:, 1] > 0].sum(0), shown[body.vertices[:, 1] < 0].sum(0)
    assert np.allclose(left, right, rtol=0.02)


def test_muscle_bands_are_small_and_hang_on_known_segments():
    file = SERVED / "muscles.json"
    assert file.stat().st_size < 20_000
    bands = json.loads(file.read_text(encoding="utf-8"))["bands"]
    assert {band["group"] for band in bands} == {
        "gluteus_maximus", "gluteus_medius", "tensor_fasciae_latae", "iliopsoas", "quadriceps",
        "hamstrings", "adductors", "deep_rotators", "calf",
    }  # fmt: skip
    for band in bands:
        assert {point[0] for point in band["points"]} <= set(SEGMENTS)
        assert 0.003 < band["radius"] < 0.03


def test_a_hip_muscle_runs_from_the_pelvis_to_the_thigh_or_beyond():
    bands = json.loads((SERVED / "muscles.json").read_text(encoding="utf-8"))["bands"]
    for band in bands:
        if band["group"] in ("gluteus_maximus", "gluteus_medius", "iliopsoas", "deep_rotators"):
            first, last = band["points"][0], band["points"][-1]
            assert (first[0], last[0]) == ("pelvis", "thigh_right")
            ends = [JOINTS[segment] + offset for segment, *offset in (first, last)]
            assert 0.03 < np.linalg.norm(ends[0] - ends[1]) < 0.35


def test_a_cut_leaves_a_clean_edge():
    square = bare(
        np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]]), np.array([[0, 1, 2], [0, 2, 3]]), np.ones((4, 2)), 1
    )
    half = cut(square, 0.3 - square.vertices[:, 0])
    corners = half.vertices[half.faces]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1).sum() / 2
    assert area == pytest.approx(0.3)
    assert half.vertices[:, 0].max() == pytest.approx(0.3)
    assert len(edges_once(half.faces)) == 5
    assert np.allclose(half.weights, 1)


def test_an_unknown_body_is_told_with_the_known_ones():
    with pytest.raises(InputError, match="woman_older"):
        read(SOURCES / "bodies.npz", "giant")


def test_positions_survive_the_file_to_a_tenth_of_a_millimetre(tmp_path):
    rng = np.random.default_rng(3)
    weights = np.zeros((30, len(BONES)))
    weights[:, 2] = 1
    mesh = bare(rng.uniform(-1, 1, (30, 3)), np.arange(30).reshape(-1, 3), weights, 8)
    size = write(tmp_path / "a.glb", mesh, {"name": "a"})
    head, blob = glb(tmp_path / "a.glb")
    extras = head["extras"]
    found = numbers(head, blob, "POSITION")[:, :3] / 32767 * extras["half"] + extras["centre"]
    assert np.abs(found - mesh.vertices).max() < 1e-4
    assert size == (tmp_path / "a.glb").stat().st_size


@pytest.mark.parametrize("name", SHOWN)
def test_a_motion_is_small_and_keeps_the_solved_pose(name):
    path = SERVED / "motions" / f"{name}.json"
    assert path.stat().st_size <= MOST_BYTES
    data, solved = json.loads(path.read_text()), result(name)
    assert data["digest"] == solved.digest, f"{name} is older than its movement: run coxa body motions {name}"
    turns = unpacked(data["turns"], len(SEGMENTS), 4) / 32767
    root, shift = unpacked(data["root"], 3) * 1e-4, unpacked(data["shift"], 2, 3) * 1e-4
    for frame in (0, len(turns) // 2, len(turns) - 1):
        places = {"pelvis": root[frame]}
        for segment in SEGMENTS[1:]:
            parent = PARENTS[segment]
            offset = JOINTS[segment] - JOINTS[parent]
            if segment.startswith("shank"):
                offset = offset + shift[frame, 0 if segment.endswith("right") else 1]
            places[segment] = places[parent] + rotate(turns[frame, SEGMENTS.index(parent)], offset)
        true = dict(zip(SEGMENTS, solved.position[2 * frame], strict=True))
        assert max(np.linalg.norm(places[segment] - true[segment]) for segment in SEGMENTS) < 0.004


def test_motions_can_be_built_again_to_the_same_bytes(tmp_path):
    name = next(name for name in results() if name in SHOWN)
    build_motions(CONTENT, [name], tmp_path)
    assert (tmp_path / f"{name}.json").read_bytes() == (SERVED / "motions" / f"{name}.json").read_bytes()


def test_the_standing_leg_works_too_when_the_other_is_lifted():
    at_work = muscles_at_work(CONTENT.exercises["G03"])
    assert at_work["right"]["gluteus_medius"] == 1
    assert 0 < at_work["left"]["gluteus_medius"] < 1
    assert muscles_at_work(CONTENT.exercises["G05"])["left"] == {}


@pytest.mark.parametrize("name", [name for name in SHOWN if name != "WALK"])
def test_every_motion_has_its_pictures(name):
    for phase in ("start", "end"):
        for side in ("right", "left"):
            picture = SERVED / "pictures" / f"{name}-{phase}-{side}.webp"
            assert 1_000 < picture.stat().st_size <= 16_000
