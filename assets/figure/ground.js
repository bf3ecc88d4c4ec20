// The floor, and on it the soft shade of whoever stands, sits or lies there.

import { fromBelow, placed } from "./matrices.js";
import { sheet } from "./solids.js";

const PIXELS = 128;

const FULL = "in vec3 position; out vec2 at; void main() { at = position.xy * 0.5 + 0.5; gl_Position = vec4(position.xy, 0.0, 1.0); }";
const BLUR = /* glsl */ `
uniform sampler2D source; uniform vec2 way; in vec2 at; out vec4 painted;
void main() {
  float sum = 0.0, all = 0.0;
  for (int k = -4; k <= 4; k++) {
    float w = exp(-float(k * k) / 6.0);
    sum += w * texture(source, at + way * float(k)).r;
    all += w;
  }
  painted = vec4(sum / all);
}`;

const BACK = "in vec3 position; out vec3 tint; uniform vec3 above; uniform vec3 below; void main() { tint = mix(below, above, smoothstep(-0.2, 1.0, position.y)); gl_Position = vec4(position.xy, 0.0, 1.0); }";
const BACK_PAINT = "in vec3 tint; out vec4 painted; void main() { painted = vec4(tint, 1.0); }";
const FLOOR_VERTEX = "in vec3 position; uniform mat4 camera; uniform mat4 place; out vec2 at; void main() { at = position.xy * 0.5 + 0.5; gl_Position = camera * place * vec4(position, 1.0); }";
const SHADE = /* glsl */ `
uniform sampler2D shade; in vec2 at; out vec4 painted;
void main() { painted = vec4(0.23, 0.17, 0.12, 0.58 * texture(shade, at).r); }`;

/** Two pieces, `floor` and `shade`; `update` draws the shade anew. */
export class Ground {
  constructor({ near, far }) {
    this.first = { pixels: PIXELS, depth: true };
    this.second = { pixels: PIXELS, depth: false };
    const step = 1.2 / PIXELS;
    const blur = (source, way) => ({ vertex: FULL, fragment: BLUR, uniforms: { source, way }, before: true });
    const flat = sheet();
    this.passes = [[blur(this.first, [step, 0]), this.second], [blur(this.second, [0, step]), this.first]]
      .map(([paint, target]) => [{ surface: flat, paint }, target]);
    // Behind everything a soft gradient, so that there is a floor without drawing one.
    this.floor = { surface: sheet(6), paint: { vertex: BACK, fragment: BACK_PAINT, uniforms: { below: near, above: far }, before: true }, order: -2 };
    this.shade = { surface: flat, paint: { vertex: FLOOR_VERTEX, fragment: SHADE, uniforms: { shade: this.first }, glass: true, thin: true }, order: -1 };
    this.paints = [this.floor, this.shade, ...this.passes.map(([piece]) => piece)].map(({ paint }) => paint);
  }

  /** Lay the shade around a place, at a height (the top of a mat). */
  lay(x, y, radius, height) {
    this.shade.place = placed([x, y, height + 0.003], undefined, radius);
    this.below = { camera: fromBelow(x, y, radius) };
  }

  /** Draw what casts the shade as seen from below, and blur it both ways. */
  update(card, pieces) {
    card.draw(pieces, this.below, this.first);
    for (const [piece, target] of this.passes) card.draw([piece], {}, target);
  }
}
