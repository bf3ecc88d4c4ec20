// Bones, for a look inside: one surface per segment, loaded only when asked for.

import { BufferGeometry, Group, Mesh } from "three";
import { loadBody } from "./body.js";

/** Read the bones; `pose` puts each where its segment is. */
export async function loadInside(url, material) {
  const { geometry, centre, half, segments, ranges } = await loadBody(url);
  const group = new Group();
  const parts = ranges.map(([segment, start, count]) => {
    const part = new BufferGeometry();
    for (const name of Object.keys(geometry.attributes)) part.setAttribute(name, geometry.attributes[name]);
    part.setIndex(geometry.index);
    part.setDrawRange(start, count);
    const mesh = new Mesh(part, material);
    mesh.frustumCulled = false;
    mesh.renderOrder = 1;
    const frame = new Group();
    mesh.scale.setScalar(half);
    mesh.position.set(...centre);
    frame.add(mesh);
    group.add(frame);
    return [segments.indexOf(segment), frame];
  });
  return {
    group,
    pose(pose) {
      for (const [segment, frame] of parts) {
        frame.quaternion.set(...pose.rotation[segment]);
        frame.position.set(...pose.position[segment]);
      }
    },
  };
}
