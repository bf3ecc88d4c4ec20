// Simple surfaces: boxes with rounded edges, rods, balls, and a flat sheet.

import { length, minus, plus, times } from "./vectors.js";

const STEPS = 6; // of the grid on each face of a box: two for each rounded edge, two for the flat between
const EDGE = [1, 0.72, 0]; // how far out the steps of a rounded edge lie, before they are pushed on the curve

/** @type {(place: number[], facing: number[], index: number[]) => import("./card.js").Surface} */
const surface = (place, facing, index) => ({
  attributes: {
    position: { values: new Float32Array(place), size: 3 },
    normal: { values: new Float32Array(facing), size: 3 },
  },
  index: new Uint16Array(index),
});

/** The triangles of a grid of `across` x `along` squares, whose vertices begin at `first`, row by row. */
function squares(/** @type {number} */ across, /** @type {number} */ along, first = 0) {
  const index = [];
  for (let row = 0; row < along; row += 1) {
    for (let k = 0; k < across; k += 1) {
      const a = first + row * (across + 1) + k, c = a + across + 1;
      index.push(a, a + 1, c + 1, a, c + 1, c);
    }
  }
  return index;
}

/** A box with rounded edges around the origin. */
export function roundedBox(/** @type {number[]} */ size, /** @type {number} */ round) {
  const r = Math.min(round, ...size.map((part) => part / 2 - 1e-4));
  const inner = size.map((part) => part / 2 - r);
  const spread = (/** @type {number} */ step, /** @type {number} */ flat) => {
    if (step <= 2) return -flat - r * EDGE[step];
    return step >= STEPS - 2 ? flat + r * EDGE[STEPS - step] : 0;
  };
  /** @type {number[]} */
  const place = [], facing = [], index = [];
  for (const axis of [0, 1, 2]) {
    for (const sign of [-1, 1]) {
      const [u, v] = sign > 0 ? [(axis + 1) % 3, (axis + 2) % 3] : [(axis + 2) % 3, (axis + 1) % 3];
      index.push(...squares(STEPS, STEPS, place.length / 3));
      for (let row = 0; row <= STEPS; row += 1) {
        for (let step = 0; step <= STEPS; step += 1) {
          const p = [0, 0, 0];
          p[axis] = sign * (inner[axis] + r);
          p[u] = spread(step, inner[u]);
          p[v] = spread(row, inner[v]);
          const core = p.map((value, k) => Math.min(Math.max(value, -inner[k]), inner[k]));
          const out = minus(p, core);
          const way = times(out, 1 / length(out));
          place.push(...plus(core, times(way, r)));
          facing.push(...way);
        }
      }
    }
  }
  return surface(place, facing, index);
}

/** What a profile draws when it goes around the y axis; each of its points: radius, height, and where it faces. */
function round(/** @type {number[][]} */ profile, /** @type {number} */ parts) {
  /** @type {number[]} */
  const place = [], facing = [];
  for (const [radius, height, out, up] of profile) {
    for (let k = 0; k <= parts; k += 1) {
      const [x, z] = [Math.sin((2 * Math.PI * k) / parts), Math.cos((2 * Math.PI * k) / parts)];
      place.push(radius * x, height, radius * z);
      facing.push(out * x, up, out * z);
    }
  }
  return surface(place, facing, squares(parts, profile.length - 1));
}

/** A rod along the y axis, 1 m long, with closed ends. */
export const cylinder = (/** @type {number} */ radius) =>
  round([[0, -0.5, 0, -1], [radius, -0.5, 0, -1], [radius, -0.5, 1, 0], [radius, 0.5, 1, 0], [radius, 0.5, 0, 1], [0, 0.5, 0, 1]], 14);

export const ball = (/** @type {number} */ radius) =>
  round(Array.from({ length: 17 }, (_, row) => {
    const [out, up] = [Math.sin((Math.PI * row) / 16), -Math.cos((Math.PI * row) / 16)];
    return [radius * out, radius * up, out, up];
  }), 24);

/** A sheet from -1 to 1 in x and y, in as many rows as are wanted. */
export function sheet(rows = 1) {
  const heights = Array.from({ length: rows + 1 }, (_, row) => (2 * row) / rows - 1);
  return surface(heights.flatMap((y) => [-1, y, 0, 1, y, 0]), heights.flatMap(() => [0, 0, 1, 0, 0, 1]), squares(1, rows));
}

/** Give a surface one colour all over. */
export function painted(/** @type {import("./card.js").Surface} */ plain, /** @type {number} */ colour) {
  const rgb = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255, 0];
  const count = plain.attributes.position.values.length / 3;
  const values = Uint8Array.from({ length: count * 4 }, (_, k) => rgb[k % 4]);
  return { ...plain, attributes: { ...plain.attributes, color: { values, size: 4, normalized: true } } };
}
