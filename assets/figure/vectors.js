// Places, directions and turns as plain arrays: [x, y, z], and quaternions [x, y, z, w] as the graphics card wants them.

/** @typedef {number[]} Vector  [x, y, z], metres */
/** @typedef {number[]} Turn  [x, y, z, w], of length 1 */

export const UNTURNED = [0, 0, 0, 1];

/** @type {(a: Vector, b: Vector) => Vector} */
export const plus = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
/** @type {(a: Vector, b: Vector) => Vector} */
export const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
/** @type {(a: Vector, k: number) => Vector} */
export const times = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
/** @type {(a: Vector, b: Vector) => number} */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** @type {(a: Vector, b: Vector) => Vector} */
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
/** Never zero, so that it can be divided by. @type {(a: Vector) => number} */
export const length = (a) => Math.hypot(a[0], a[1], a[2]) || 1e-9;
/** @type {(a: Vector) => Vector} */
export const unit = (a) => times(a, 1 / length(a));
/** From `a` towards `b` by a share. @type {(a: Vector, b: Vector, part: number) => Vector} */
export const mixed = (a, b, part) => a.map((value, axis) => value * (1 - part) + b[axis] * part);

/** First `b`, then `a`. @type {(a: Turn, b: Turn) => Turn} */
export const multiply = (a, b) => [
  a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
  a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
  a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
  a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
];
/** @type {(q: Turn) => Turn} */
export const inverse = (q) => [-q[0], -q[1], -q[2], q[3]];
/** @type {(q: Turn, v: Vector) => Vector} */
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
/** About the vertical. @type {(radians: number) => Turn} */
export const aboutUp = (radians) => [0, 0, Math.sin(radians / 2), Math.cos(radians / 2)];
/** The shortest turn that leads the y axis to a direction of length 1. @type {(way: Vector) => Turn} */
export const fromY = ([x, y, z]) => {
  if (y < -1 + 1e-9) return [1, 0, 0, 0];
  const size = Math.hypot(z, x, 1 + y);
  return [z / size, 0, -x / size, (1 + y) / size];
};
