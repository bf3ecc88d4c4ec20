// What is around the person, in soft colours: mats, chairs, counters, steps, walls, pillows, bands.

import { placed } from "./matrices.js";
import { ball, cylinder, painted, roundedBox } from "./solids.js";
import { aboutUp, fromY, length, minus, mixed, plus, times, turned, unit } from "./vectors.js";

const WOOD = 0xc9a67a, PALE_WOOD = 0xdcc29c, CREAM = 0xf3ead9, TEAL = 0x8fb9b3, SAND = 0xd8c7ad, CORAL = 0xd9886a,
  WHITE = 0xf6f1e8, STEEL = 0x9aa5a8;

const COLOURS = {
  mat: [TEAL], chair: [PALE_WOOD, WOOD], counter: [WOOD, CREAM], bed: [WHITE], step: [PALE_WOOD], stairs: [PALE_WOOD],
  wall: [0xe9dcc6], pillow: [WHITE], thick_pillow: [WHITE], cushion: [CORAL], towel: [WHITE], ball: [CORAL], sofa: [SAND],
  bike: [0x55666b, STEEL, STEEL], elliptical: [STEEL], leg_press: [0x55666b, STEEL],
};
const UNDER_FOOT = { folded_towel: WHITE, foot_plate: 0x55666b };
const ROUND = { mat: 0.006, pillow: 0.04, thick_pillow: 0.06, cushion: 0.06, towel: 0.038, bed: 0.06, sofa: 0.08 };

const DETAILS = {
  chair: () => [
    ...[[-0.19, 0.19], [-0.19, -0.19], [0.18, 0.19], [0.18, -0.19]].map(([x, y]) => [WOOD, [x, y, 0.205], [0.035, 0.035, 0.41]]),
    [WOOD, [-0.23, 0.2, 0.66], [0.034, 0.034, 0.52]],
    [WOOD, [-0.23, -0.2, 0.66], [0.034, 0.034, 0.52]],
  ],
  sofa: () => [
    [SAND, [-0.7, 0, 0.55], [0.2, 1.6, 0.5]],
    [0xe4d6be, [-0.33, 0.38, 0.37], [0.6, 0.74, 0.1]],
    [0xe4d6be, [-0.33, -0.38, 0.37], [0.6, 0.74, 0.1]],
  ],
  bike: () => [
    [0x55666b, [0.0, 0, 0.6], [0.05, 0.05, 0.46]],
    [0x55666b, [0.5, 0, 0.8], [0.05, 0.05, 0.6]],
    [0x55666b, [0.28, 0, 0.03], [1.0, 0.06, 0.05]],
    [0x55666b, [-0.15, 0, 0.03], [0.06, 0.44, 0.05]],
    [0x55666b, [0.72, 0, 0.03], [0.06, 0.44, 0.05]],
  ],
};

const SHARP = 0.012; // metres: how round the edges of a thing are that is not soft

const box = (size, colour, round = SHARP) => painted(roundedBox(size, round), colour);

function standing(prop, paint) {
  const colours = COLOURS[prop.kind] || [SAND];
  const parts = (prop.boxes || []).map(([centre, size], number) => {
    const colour = colours[number % colours.length];
    return [centre, prop.kind === "ball" ? painted(ball(size[0] / 2), colour) : box(size, colour, ROUND[prop.kind])];
  });
  const details = (DETAILS[prop.kind] || (() => []))(prop).map(([colour, centre, size]) => [centre, box(size, colour)]);
  const at = [...(prop.at || [0, 0]), 0].slice(0, 3);
  const turn = aboutUp(((prop.turn || 0) * Math.PI) / 180);
  return { pieces: [...parts, ...details].map(([centre, surface]) => ({ surface, paint, place: placed(plus(at, turned(turn, centre)), turn) })) };
}

function rod(colour, radius, paint) {
  const piece = { surface: painted(cylinder(radius), colour), paint };
  const span = (a, b) => {
    const way = minus(b, a);
    piece.place = placed(mixed(a, b, 0.5), fromY(unit(way)), [1, Math.max(length(way), 1e-3), 1]);
  };
  return { piece, span };
}

/** Where a band lies on a segment: how far down from its joint, how far from the bone. */
const WRAP = { thigh: [0.34, 0.085], shank: [0.3, 0.07], foot: [0.03, 0.05], hand: [0.09, 0.0], pelvis: [0, 0.14] };

function stretched(prop, paint) {
  const colour = prop.kind === "strap" ? 0x7a8f6a : CORAL;
  const between = prop.between.length === 1 ? [prop.between[0], null] : prop.between;
  const lines = [1, -1].map((sign) => [sign, rod(colour, 0.011, paint)]);
  return {
    pieces: lines.map(([, { piece }]) => piece),
    follow(point) {
      for (const [sign, { span }] of lines) {
        span(...between.map((name) => {
          if (!name) return prop.at || [0, 0, 0];
          const [down, out] = WRAP[name.replace(/_(right|left)$/, "")] || [0.1, 0.05];
          return point(name, [sign * out, 0, -down]);
        }));
      }
    },
  };
}

const GRIP = [0.015, 0, -0.085]; // on a hand

function poles(prop, paint) {
  const both = prop.held_by.map((name) => [name, rod(STEEL, 0.009, paint)]);
  return {
    pieces: both.map(([, { piece }]) => piece),
    follow(point) {
      for (const [name, { span }] of both) {
        const grip = point(name, GRIP);
        span(plus(grip, [0.03, 0, 0.08]), [grip[0] - 0.06, grip[1], 0.01]);
      }
    },
  };
}

function weights(prop, paint) {
  const surface = box([0.07, 0.2, 0.07], 0x55666b, 0.03);
  const pieces = prop.held_by.map(() => ({ surface, paint }));
  const follow = (point) => prop.held_by.forEach((name, number) => { pieces[number].place = placed(point(name, GRIP)); });
  return { pieces, follow };
}

/** What lies under one foot, or one plate under both, turned as the (first) foot is. */
function underFoot(prop, paint) {
  const [[centre, size]] = prop.boxes;
  const piece = { surface: box(size, UNDER_FOOT[prop.kind] || STEEL), paint };
  const follow = (point, turn) => {
    const sum = prop.held_by.map((name) => point(name, centre)).reduce(plus);
    piece.place = placed(times(sum, 1 / prop.held_by.length), turn(prop.held_by[0]));
  };
  return { pieces: [piece], follow };
}

const pool = (prop, paint) => {
  const [x, y] = prop.at || [0, 0];
  return { pieces: [{ surface: roundedBox([2, 2, 0.02], 0.005), paint, place: placed([x, y, prop.surface || 1.2]) }] };
};

/** One prop: its `pieces`, and `follow(point, turn)` when it moves with the person. */
export function makeProp(prop, { plain, water }) {
  if (prop.between && prop.between.length) return stretched(prop, plain);
  if (prop.held_by && prop.held_by.length) {
    if (prop.boxes) return underFoot(prop, plain);
    return prop.kind === "poles" ? poles(prop, plain) : weights(prop, plain);
  }
  return prop.kind === "pool" ? pool(prop, water) : standing(prop, plain);
}
