"""Write a body as one small GLB file: whole numbers of 8 and 16 bits (KHR_mesh_quantization), no textures."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

from coxa.body.figure.mesh import Mesh

_ARRAY, _INDEX = 34962, 34963
_UBYTE, _SHORT, _USHORT = 5121, 5122, 5123
MOST_BONES = 4


def write(path: Path, mesh: Mesh, extras: dict[str, Any], *, plain: bool = False) -> int:
    """Write `mesh` and what the viewer needs to know of it; returns the size in bytes.

    Positions are shares of `half` metres from `centre` (both in the extras); `_MASK0` and `_MASK1` hold four channels
    of muscles each. Normals are left to the viewer. A `plain` surface has no bones and no muscles.
    """
    centre = (mesh.vertices.max(0) + mesh.vertices.min(0)) / 2
    half = float(np.abs(mesh.vertices - centre).max())
    place = np.round((mesh.vertices - centre) / half * 32767).astype(np.int16)
    bones, shares = _strongest(mesh.weights)
    parts: dict[str, tuple[np.ndarray, int, str]] = {
        "POSITION": (_padded(place), _SHORT, "VEC3"),
        "COLOR_0": (np.round(np.clip(mesh.colour, 0, 1) * 255).astype(np.uint8), _UBYTE, "VEC4"),
        "JOINTS_0": (bones, _UBYTE, "VEC4"),
        "WEIGHTS_0": (shares, _UBYTE, "VEC4"),
    }
    if plain:
        kept = {name: part for name, part in parts.items() if name in ("POSITION", "COLOR_0")}
        return _save(path, kept, mesh.faces, {**extras, "centre": centre.round(6).tolist(), "half": half})
    masks = np.round(np.clip(mesh.masks, 0, 1) * 255).astype(np.uint8)
    for number in range(masks.shape[1] // 4):
        parts[f"_MASK{number}"] = (masks[:, 4 * number : 4 * number + 4], _UBYTE, "VEC4")
    return _save(path, parts, mesh.faces, {**extras, "centre": centre.round(6).tolist(), "half": half})


def _save(path: Path, parts: dict[str, tuple[np.ndarray, int, str]], faces: np.ndarray, extras: dict[str, Any]) -> int:
    blob = b""
    views: list[dict[str, Any]] = []
    accessors: list[dict[str, Any]] = []
    attributes: dict[str, int] = {}
    for name, (values, kind, shape) in parts.items():
        data = np.ascontiguousarray(values).tobytes()
        views.append({"buffer": 0, "byteOffset": len(blob), "byteLength": len(data), "target": _ARRAY,
                      "byteStride": values.shape[1] * values.itemsize})  # fmt: skip
        accessor: dict[str, Any] = {
            "bufferView": len(views) - 1,
            "componentType": kind,
            "count": len(values),
            "type": shape,
        }
        if name != "JOINTS_0":
            accessor["normalized"] = True
        if name == "POSITION":
            accessor |= {"min": values[:, :3].min(0).tolist(), "max": values[:, :3].max(0).tolist()}
        attributes[name] = len(accessors)
        accessors.append(accessor)
        blob += data
    indices = faces.astype(np.uint16).tobytes()
    views.append({"buffer": 0, "byteOffset": len(blob), "byteLength": len(indices), "target": _INDEX})
    accessors.append({"bufferView": len(views) - 1, "componentType": _USHORT, "count": faces.size, "type": "SCALAR"})
    blob += indices + b"\0" * (-len(indices) % 4)
    head = {
        "asset": {"version": "2.0", "generator": "coxa", "copyright": extras.pop("copyright", "")},
        "extensionsUsed": ["KHR_mesh_quantization"],
        "extensionsRequired": ["KHR_mesh_quantization"],
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"mesh": 0, "name": extras.get("name", "")}],
        "meshes": [{"primitives": [{"attributes": attributes, "indices": len(accessors) - 1}]}],
        "buffers": [{"byteLength": len(blob)}],
        "bufferViews": views,
        "accessors": accessors,
        "extras": extras,
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    whole = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(blob))
    whole += struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(blob), b"BIN\0") + blob
    path.write_bytes(whole)
    return len(whole)


def _strongest(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The four strongest bones of each vertex and their shares of 255, (V, 4) each."""
    bones = np.argsort(-weights, axis=1)[:, :MOST_BONES]
    shares = np.take_along_axis(weights, bones, 1)
    shares = shares / shares.sum(1, keepdims=True)
    whole = np.floor(shares * 255).astype(np.int64)
    whole[:, 0] += 255 - whole.sum(1)
    bones = np.where(whole > 0, bones, 0)
    return bones.astype(np.uint8), whole.astype(np.uint8)


def _padded(values: np.ndarray) -> np.ndarray:
    return np.concatenate([values, np.zeros((len(values), 1), dtype=values.dtype)], 1)
