// Bones, for a look inside: one surface, a part of it per segment, loaded only when asked for.

import { loadBody } from "./body.js";
import { placed } from "./matrices.js";
import { plus, turned } from "./vectors.js";

/** Read the bones; `pose` puts each where its segment is. */
export async function loadInside(url, paint) {
  const { surface, centre, half, segments, ranges } = await loadBody(url);
  const bones = ranges.map(([segment, first, count]) => [segments.indexOf(segment), { surface, paint, range: [first, count], order: 1 }]);
  return {
    pieces: bones.map(([, piece]) => piece),
    pose({ rotation, position }) {
      for (const [segment, piece] of bones) {
        const turn = rotation[segment];
        piece.place = placed(plus(position[segment], turned(turn, centre)), turn, half);
      }
    },
  };
}
