// A body: its surface from a GLB file, and how its bones stand when the segments are turned.

import { BufferAttribute, BufferGeometry } from "three";

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
    const stride = part.byteStride ? part.byteStride / Kind.BYTES_PER_ELEMENT : SIZE[accessor.type];
    const values = new Kind(data, start + part.byteOffset, accessor.count * stride);
    return new BufferAttribute(values, stride, accessor.normalized === true);
  };
  const primitive = head.meshes[0].primitives[0];
  const geometry = new BufferGeometry();
  for (const [name, number] of Object.entries(primitive.attributes)) geometry.setAttribute(NAMES[name], read(number));
  geometry.setIndex(read(primitive.indices));
  geometry.computeVertexNormals();
  return { geometry, ...head.extras };
}

// Quaternions here are [x, y, z, w] in flat arrays, as the graphics card wants them.

export const multiply = (a, b) => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
];
export const inverse = (q) => [-q[0], -q[1], -q[2], q[3]];
export const turned = (q, v) => {
  const tx = 2 * (q[1] * v[2] - q[2] * v[1]);
  const ty = 2 * (q[2] * v[0] - q[0] * v[2]);
  const tz = 2 * (q[0] * v[1] - q[1] * v[0]);
  return [
    v[0] + q[3] * tx + q[1] * tz - q[2] * ty,
    v[1] + q[3] * ty + q[2] * tx - q[0] * tz,
    v[2] + q[3] * tz + q[0] * ty - q[1] * tx,
  ];
};
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
