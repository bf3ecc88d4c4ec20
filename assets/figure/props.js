// What is around the person, in soft colours: mats, chairs, counters, steps, walls, pillows, bands.

import { BoxGeometry, BufferAttribute, CylinderGeometry, Group, Matrix4, Mesh, MeshBasicMaterial, SphereGeometry, Vector3 } from "three";

const WOOD = 0xc9a67a, PALE_WOOD = 0xdcc29c, CREAM = 0xf3ead9, TEAL = 0x8fb9b3, SAND = 0xd8c7ad, CORAL = 0xd9886a,
  WHITE = 0xf6f1e8, STEEL = 0x9aa5a8, WATER = 0x9cc7d0;

const COLOURS = {
  mat: [TEAL], chair: [PALE_WOOD, WOOD], counter: [WOOD, CREAM], bed: [WHITE], step: [PALE_WOOD], stairs: [PALE_WOOD],
  wall: [0xe9dcc6], pillow: [WHITE], thick_pillow: [WHITE], cushion: [CORAL], towel: [WHITE], ball: [CORAL], sofa: [SAND],
  bike: [0x55666b, STEEL, STEEL], elliptical: [STEEL], leg_press: [0x55666b, STEEL],
};
const UNDER_FOOT = { folded_towel: WHITE, foot_plate: 0x55666b };
const ROUND = { mat: 0.006, pillow: 0.04, thick_pillow: 0.06, cushion: 0.06, towel: 0.038, bed: 0.06, sofa: 0.08 };

function paint(geometry, colour) {
  const count = geometry.attributes.position.count;
  const rgb = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  const values = new Uint8Array(count * 4);
  for (let k = 0; k < count; k += 1) values.set([...rgb, 0], k * 4);
  geometry.setAttribute("color", new BufferAttribute(values, 4, true));
  return geometry;
}

/** A box with rounded edges. */
export function roundedBox(size, round) {
  const r = Math.min(round, ...size.map((part) => part / 2 - 1e-4));
  const n = 6;
  const box = new BoxGeometry(1, 1, 1, n, n, n);
  const { position, normal } = box.attributes;
  const inner = size.map((part) => part / 2 - r);
  const p = new Vector3(), core = new Vector3();
  // The outer rows of the grid make the rounded edge, the middle ones the flat sides.
  const spread = (value, flat) => {
    const steps = Math.round((value + 0.5) * n);
    if (steps <= 2) return -flat - r * [1, 0.72, 0][steps];
    if (steps >= n - 2) return flat + r * [1, 0.72, 0][n - steps];
    return 0;
  };
  for (let k = 0; k < position.count; k += 1) {
    p.set(spread(position.getX(k), inner[0]), spread(position.getY(k), inner[1]), spread(position.getZ(k), inner[2]));
    core.set(...["x", "y", "z"].map((axis, i) => Math.min(Math.max(p[axis], -inner[i]), inner[i])));
    p.sub(core);
    if (p.lengthSq() > 1e-12) {
      p.normalize();
      normal.setXYZ(k, p.x, p.y, p.z);
      core.addScaledVector(p, r);
    }
    position.setXYZ(k, core.x, core.y, core.z);
  }
  return box;
}

function boxes(prop, material) {
  const group = new Group();
  const colours = COLOURS[prop.kind] || [SAND];
  (prop.boxes || []).forEach(([centre, size], number) => {
    const geometry = prop.kind === "ball" ? new SphereGeometry(size[0] / 2, 24, 16) : roundedBox(size, ROUND[prop.kind] || 0.012);
    const mesh = new Mesh(paint(geometry, colours[number % colours.length]), material);
    mesh.position.set(...centre);
    group.add(mesh);
  });
  for (const [colour, centre, size] of (DETAILS[prop.kind] || (() => []))(prop)) {
    const mesh = new Mesh(paint(roundedBox(size, 0.012), colour), material);
    mesh.position.set(...centre);
    group.add(mesh);
  }
  return group;
}

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

const UP = new Vector3(0, 1, 0);
function rod(colour, radius, material) {
  const mesh = new Mesh(paint(new CylinderGeometry(radius, radius, 1, 14), colour), material);
  mesh.span = (a, b) => {
    const way = b.clone().sub(a);
    mesh.scale.set(1, Math.max(way.length(), 1e-3), 1);
    mesh.quaternion.setFromUnitVectors(UP, way.normalize());
    mesh.position.copy(a).add(b).multiplyScalar(0.5);
  };
  return mesh;
}

/** Where a band lies on a segment: how far down from its joint, how far from the bone. */
const WRAP = { thigh: [0.34, 0.085], shank: [0.3, 0.07], foot: [0.03, 0.05], hand: [0.09, 0.0], pelvis: [0, 0.14] };

function stretched(prop, material, scene) {
  const group = new Group();
  const colour = prop.kind === "strap" ? 0x7a8f6a : CORAL;
  const between = prop.between.length === 1 ? [prop.between[0], null] : prop.between;
  const lines = [rod(colour, 0.011, material), rod(colour, 0.011, material)];
  group.add(...lines);
  group.follow = (point) => {
    const ends = between.map((name) => {
      if (!name) return [new Vector3(...(prop.at || [0, 0, 0])), 0];
      const part = name.replace(/_(right|left)$/, "");
      const [down, out] = WRAP[part] || [0.1, 0.05];
      return [point(name, [0, 0, -down]), out];
    });
    const offset = new Vector3(0, 0, 0);
    for (const [number, line] of lines.entries()) {
      const sign = number ? -1 : 1;
      const [a, b] = ends.map(([place, out], k) => {
        const name = between[k];
        if (!name) return place;
        const side = point(name, [sign * out, 0, -(WRAP[name.replace(/_(right|left)$/, "")] || [0.1])[0]]);
        return side;
      });
      line.span(a, b.add(offset));
    }
  };
  return group;
}

function held(prop, material) {
  const group = new Group();
  const parts = prop.held_by.map(() => (prop.kind === "poles" ? rod(STEEL, 0.009, material) : new Mesh(paint(roundedBox([0.07, 0.2, 0.07], 0.03), 0x55666b), material)));
  group.add(...parts);
  group.follow = (point) => {
    prop.held_by.forEach((name, number) => {
      const grip = point(name, [0.015, 0, -0.085]);
      if (prop.kind === "poles") parts[number].span(grip.clone().add(new Vector3(0.03, 0, 0.08)), new Vector3(grip.x - 0.06, grip.y, 0.01));
      else parts[number].position.copy(grip);
    });
  };
  return group;
}

/** What lies under one foot, or one plate under both, turned as the (first) foot is. */
function underFoot(prop, material) {
  const group = new Group();
  const [[centre, size]] = prop.boxes;
  const mesh = new Mesh(paint(roundedBox(size, 0.012), UNDER_FOOT[prop.kind] || STEEL), material);
  group.add(mesh);
  group.follow = (point) => {
    const at = prop.held_by.map((name) => point(name, centre));
    mesh.position.copy(at.reduce((sum, place) => sum.add(place), new Vector3()).divideScalar(at.length));
    const [foot] = prop.held_by;
    const joint = point(foot, [0, 0, 0]);
    const axes = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map((axis) => point(foot, axis).sub(joint));
    mesh.quaternion.setFromRotationMatrix(new Matrix4().makeBasis(...axes));
  };
  return group;
}

function pool(prop) {
  const group = new Group();
  const seen = new MeshBasicMaterial({ color: WATER, transparent: true, opacity: 0.4, depthWrite: false });
  const water = new Mesh(roundedBox([2, 2, 0.02], 0.005), seen);
  water.position.set(0, 0, prop.surface || 1.2);
  group.add(water);
  return group;
}

/** The mesh of one prop; it has `follow(point)` when it moves with the person. */
export function makeProp(prop, material) {
  let made;
  if (prop.between && prop.between.length) made = stretched(prop, material);
  else if (prop.held_by && prop.held_by.length && prop.boxes) made = underFoot(prop, material);
  else if (prop.held_by && prop.held_by.length) made = held(prop, material);
  else if (prop.kind === "pool") made = pool(prop);
  else made = boxes(prop, material);
  if (!made.follow) {
    made.position.set(...[...(prop.at || [0, 0]), 0].slice(0, 3));
    made.rotation.z = ((prop.turn || 0) * Math.PI) / 180;
  }
  return made;
}
