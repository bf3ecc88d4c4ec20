// A body: its surface from a GLB file, and how its bones stand when the segments are turned.

import { inverse, multiply, turned } from "./vectors.js";

const KINDS = { 5120: Int8Array, 5121: Uint8Array, 5122: Int16Array, 5123: Uint16Array };
const NAMES = { POSITION: "position", COLOR_0: "color", JOINTS_0: "joints", WEIGHTS_0: "weights", _MASK0: "mask0", _MASK1: "mask1" };
const SIZE = { SCALAR: 1, VEC3: 3, VEC4: 4 };

/** Read a GLB of ours: one surface, and `extras` that say what its bones are. */
export async function loadBody(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const data = await answer.arrayBuffer();
  const view = new DataView(data);
  const headLength = view.getUint32(12, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 20, headLength)));
  const start = 28 + headLength;
  const read = (number) => {
    const accessor = head.accessors[number];
    const part = head.bufferViews[accessor.bufferView];
    const Kind = KINDS[accessor.componentType];
    const size = part.byteStride ? part.byteStride / Kind.BYTES_PER_ELEMENT : SIZE[accessor.type];
    const values = new Kind(data, start + part.byteOffset, accessor.count * size);
    return { values, size, normalized: accessor.normalized === true };
  };
  const primitive = head.meshes[0].primitives[0];
  const attributes = {};
  for (const [name, number] of Object.entries(primitive.attributes)) attributes[NAMES[name]] = read(number);
  const index = read(primitive.indices).values;
  attributes.normal = facing(attributes.position, index);
  return { surface: { attributes, index }, ...head.extras };
}

/** Where each vertex faces: as the triangles around it do, the large ones more. */
function facing({ values, size }, index) {
  const normals = new Float32Array((values.length / size) * 3);
  for (let k = 0; k < index.length; k += 3) {
    const [a, b, c] = [index[k], index[k + 1], index[k + 2]];
    const [x, y, z] = [values[b * size], values[b * size + 1], values[b * size + 2]];
    const [ux, uy, uz] = [values[c * size] - x, values[c * size + 1] - y, values[c * size + 2] - z];
    const [vx, vy, vz] = [values[a * size] - x, values[a * size + 1] - y, values[a * size + 2] - z];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const corner of [a, b, c]) {
      normals[corner * 3] += nx; normals[corner * 3 + 1] += ny; normals[corner * 3 + 2] += nz;
    }
  }
  for (let k = 0; k < normals.length; k += 3) {
    const length = Math.hypot(normals[k], normals[k + 1], normals[k + 2]);
    if (length) for (let axis = 0; axis < 3; axis += 1) normals[k + axis] /= length;
    else normals[k + 2] = 1; // the edge of a leaf with two sides: up
  }
  return { values: normals, size: 3 };
}

/** The share `part` of a turn. */
const share = (q, part) => {
  const sign = q[3] < 0 ? -1 : 1;
  const half = Math.acos(Math.min(1, sign * q[3]));
  if (half < 1e-6 || part === 1) return q;
  const k = (sign * Math.sin(part * half)) / Math.sin(half);
  return [q[0] * k, q[1] * k, q[2] * k, Math.cos(part * half)];
};
/** The part of a turn about the vertical of neutral standing, in which limbs hang. */
const twistOf = (q) => {
  const length = Math.hypot(q[2], q[3]);
  return length < 1e-6 ? [0, 0, 0, 1] : [0, 0, q[2] / length, q[3] / length];
};

/** Works out the bones of one body for a pose: { rotation: S x [x,y,z,w], position: S x [x,y,z] }. */
export class Bones {
  constructor(body) {
    this.body = body;
    this.count = body.bones.length;
    this.dual = new Float32Array(this.count * 8);
    const toXyzw = ([w, x, y, z]) => [x, y, z, w];
    this.align = body.align.map(toXyzw);
  }

  /** Fill `dual`: for each bone a dual quaternion from the body at rest to the world. */
  pose(pose) {
    const { segments, parents, helpers, rest } = this.body;
    segments.forEach((_, s) => this._set(s, multiply(pose.rotation[s], this.align[s]), pose.position[s], rest[s]));
    helpers.forEach(([s, swing, twist], number) => {
      const parent = pose.rotation[parents[s]];
      const bend = multiply(inverse(parent), pose.rotation[s]);
      const roll = twistOf(bend);
      const lean = multiply(bend, inverse(roll));
      const turn = multiply(parent, multiply(share(lean, swing), share(roll, twist)));
      const whole = swing === 1;
      const align = whole ? this.align[s] : share(this.align[s], swing);
      this._set(segments.length + number, multiply(turn, align), pose.position[s], rest[s]);
    });
    return this.dual;
  }

  _set(bone, q, place, rest) {
    const back = turned(q, rest);
    const x = place[0] - back[0];
    const y = place[1] - back[1];
    const z = place[2] - back[2];
    const d = this.dual;
    const o = bone * 8;
    d[o] = q[0]; d[o + 1] = q[1]; d[o + 2] = q[2]; d[o + 3] = q[3];
    d[o + 4] = 0.5 * (x * q[3] + y * q[2] - z * q[1]);
    d[o + 5] = 0.5 * (-x * q[2] + y * q[3] + z * q[0]);
    d[o + 6] = 0.5 * (x * q[1] - y * q[0] + z * q[3]);
    d[o + 7] = 0.5 * (-x * q[0] - y * q[1] - z * q[2]);
  }
}
