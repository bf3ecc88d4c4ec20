// Muscles, for a look inside: tapered bands along the model's muscle paths, warm where they work. Loaded only when asked for.

import { placed } from "./matrices.js";
import { cross, length, minus, mixed, plus, turned, unit } from "./vectors.js";

const RINGS = 9, SIDES = 7;
const PALE = [0.86, 0.70, 0.63], WARM = [0.957, 0.443, 0.227];
const THIN = 0.35; // of the radius at both ends, where a muscle is tendon

const other = (name) => name.replace(/_right$/, "_left");

/** Cut the corners of a line twice, so that it bends softly; its ends stay. */
function soft(line) {
  for (let round = 0; round < 2; round += 1) {
    const next = [line[0]];
    for (let k = 0; k < line.length - 1; k += 1) {
      if (k > 0) next.push(mixed(line[k], line[k + 1], 0.25));
      if (k < line.length - 2) next.push(mixed(line[k], line[k + 1], 0.75));
    }
    next.push(line[line.length - 1]);
    line = next;
  }
  return line;
}

/** Points at even steps along a line. */
function even(line, count) {
  const steps = line.slice(1).map((point, k) => length(minus(point, line[k])));
  const whole = steps.reduce((sum, step) => sum + step, 0);
  const found = [];
  let k = 0, gone = 0;
  for (let n = 0; n < count; n += 1) {
    const wanted = (whole * n) / (count - 1);
    while (k < steps.length - 1 && gone + steps[k] < wanted) { gone += steps[k]; k += 1; }
    found.push(mixed(line[k], line[k + 1], Math.min((wanted - gone) / steps[k], 1)));
  }
  return found;
}

/** Read the muscle paths; `pose` leads the bands through a pose, with levels of work by side and group. */
export async function loadMuscles(url, segments, paint) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const { bands } = await answer.json();
  const both = bands.flatMap((band) => [
    { ...band, side: "right" },
    { ...band, side: "left", points: band.points.map(([segment, x, y, z]) => [other(segment), x, -y, z]) },
  ]);
  for (const band of both) band.points = band.points.map(([segment, ...offset]) => [segments.indexOf(segment), offset]);
  const count = both.length * RINGS * SIDES;
  const place = new Float32Array(count * 3), facing = new Float32Array(count * 3), colour = new Float32Array(count * 4);
  const index = [];
  both.forEach((_, number) => {
    for (let ring = 0; ring < RINGS - 1; ring += 1) {
      for (let k = 0; k < SIDES; k += 1) {
        const a = (number * RINGS + ring) * SIDES + k, b = (number * RINGS + ring) * SIDES + ((k + 1) % SIDES);
        index.push(a, b, a + SIDES, b, b + SIDES, a + SIDES);
      }
    }
  });
  const surface = {
    attributes: { position: { values: place, size: 3 }, normal: { values: facing, size: 3 }, color: { values: colour, size: 4 } },
    index: new Uint16Array(index),
    version: 0,
  };
  return {
    piece: { surface, paint, place: placed([0, 0, 0]), order: 1 },
    pose(pose, levels) {
      both.forEach((band, number) => {
        const line = band.points.map(([segment, offset]) => plus(turned(pose.rotation[segment], offset), pose.position[segment]));
        const rings = even(soft(line), RINGS);
        const shade = mixed(PALE, WARM, Math.min(levels[band.side][band.group] || 0, 1));
        rings.forEach((centre, ring) => {
          const along = minus(rings[Math.min(ring + 1, RINGS - 1)], rings[Math.max(ring - 1, 0)]);
          const helper = Math.abs(along[1]) < 0.8 * length(along) ? [0, 1, 0] : [1, 0, 0];
          const one = unit(cross(along, helper)), two = unit(cross(along, one));
          const belly = Math.sin((Math.PI * ring) / (RINGS - 1));
          const radius = band.radius * (THIN + (1 - THIN) * belly);
          for (let k = 0; k < SIDES; k += 1) {
            const angle = (2 * Math.PI * k) / SIDES;
            const at = (number * RINGS + ring) * SIDES + k;
            for (let axis = 0; axis < 3; axis += 1) {
              const way = Math.cos(angle) * one[axis] + Math.sin(angle) * two[axis];
              facing[at * 3 + axis] = way;
              place[at * 3 + axis] = centre[axis] + way * radius;
              colour[at * 4 + axis] = shade[axis];
            }
          }
        });
      });
      surface.version += 1;
    },
  };
}
