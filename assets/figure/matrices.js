// Matrices as the graphics card wants them: sixteen numbers, column by column.

import { cross, dot, minus, UNTURNED, unit } from "./vectors.js";

const NEAR = 0.1, FAR = 40; // metres from the eye

/**
 * Where a piece is: made `size` times as large (one number, or three), turned, then moved to `at`.
 * @param {import("./vectors.js").Vector} at
 * @param {import("./vectors.js").Turn} turn
 * @param {number | number[]} size
 */
export function placed(at, turn = UNTURNED, size = 1) {
  const [sx, sy, sz] = typeof size === "number" ? [size, size, size] : size;
  const [x, y, z, w] = turn;
  return new Float32Array([
    (1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + w * z) * sx, 2 * (x * z - w * y) * sx, 0,
    2 * (x * y - w * z) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + w * x) * sy, 0,
    2 * (x * z + w * y) * sz, 2 * (y * z - w * x) * sz, (1 - 2 * (x * x + y * y)) * sz, 0,
    at[0], at[1], at[2], 1,
  ]);
}

/**
 * What an eye sees, upright, that looks at a place; `field` is how much it sees from top to bottom, in degrees.
 * @param {import("./vectors.js").Vector} eye
 * @param {import("./vectors.js").Vector} target
 * @param {number} field
 * @param {number} aspect  width over height
 */
export function looking(eye, target, field, aspect) {
  const back = unit(minus(eye, target));
  const right = unit(cross([0, 0, 1], back));
  const up = cross(back, right);
  const high = 1 / Math.tan((field * Math.PI) / 360), wide = high / aspect;
  const depth = (FAR + NEAR) / (NEAR - FAR), shift = (2 * FAR * NEAR) / (NEAR - FAR);
  const column = (/** @type {number} */ axis) => [right[axis] * wide, up[axis] * high, back[axis] * depth, -back[axis]];
  const [x, y, z] = [-dot(right, eye), -dot(up, eye), -dot(back, eye)];
  return new Float32Array([...column(0), ...column(1), ...column(2), x * wide, y * high, z * depth + shift, -z]);
}

/**
 * What is seen straight from below of the square `radius` around (x, y), to two metres above the floor and one below.
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export const fromBelow = (x, y, radius) =>
  new Float32Array([1 / radius, 0, 0, 0, 0, 1 / radius, 0, 0, 0, 0, 0.5, 0, -x / radius, -y / radius, -0.5, 1]);
