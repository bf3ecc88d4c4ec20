// How surfaces look: soft light from the sky and a window, muscles at work in a warm tone, bones bend the skin.

export const MOST_BONES = 32; // what every graphics card has room for, and more than our bodies have

const SKINNING = /* glsl */ `
uniform vec4 dual[${MOST_BONES * 2}];
uniform vec3 centre;
uniform float halfSize;
in vec4 joints;
in vec4 weights;
void bend(inout vec3 place, inout vec3 facing) {
  vec4 real = vec4(0.0), moved = vec4(0.0);
  vec4 first = dual[int(joints.x) * 2];
  for (int k = 0; k < 4; k++) {
    int bone = int(joints[k]) * 2;
    float w = weights[k];
    if (dot(first, dual[bone]) < 0.0) w = -w;
    real += w * dual[bone];
    moved += w * dual[bone + 1];
  }
  float size = length(real);
  real /= size;
  moved /= size;
  vec3 p = place * halfSize + centre;
  p += 2.0 * cross(real.xyz, cross(real.xyz, p) + real.w * p);
  p += 2.0 * (real.w * moved.xyz - moved.w * real.xyz + cross(real.xyz, moved.xyz));
  place = p;
  facing += 2.0 * cross(real.xyz, cross(real.xyz, facing) + real.w * facing);
}`;

const LIGHT = /* glsl */ `
uniform vec3 lamp;
vec3 lightOn(vec3 n) {
  float window = clamp(dot(n, lamp) * 0.62 + 0.38, 0.0, 1.0);
  return vec3(1.0, 0.95, 0.87) * (window * window * 0.86) + mix(vec3(0.30, 0.265, 0.235), vec3(0.40, 0.42, 0.45), n.z * 0.5 + 0.5);
}`;

const VERTEX = /* glsl */ `
in vec3 position; in vec3 normal; in vec4 color;
uniform mat4 camera; uniform vec3 eye;
uniform vec3 tone;
${SKINNING}
in vec4 mask0; in vec4 mask1;
uniform vec4 workRight[4];
uniform vec4 workLeft[4];
out vec3 vColour; out vec3 vNormal; out vec3 vEye; out float vWork;
void main() {
  vec3 place = position;
  vec3 facing = normal;
  vec3 base = mix(color.rgb, color.rgb * tone, color.a);
  float leftwards = smoothstep(-0.02, 0.02, position.y * halfSize + centre.y);
  float height = position.z * halfSize + centre.z;
  // Two groups share a channel: hips and thighs, or what lies above and below them.
  bvec4 elsewhere = bvec4(height > 0.3, height < -0.4, false, height > -0.02);
  bvec4 above = bvec4(height > 0.02, false, false, false);
  vec4 a = mask0 * mix(mix(workRight[0], workRight[2], elsewhere), mix(workLeft[0], workLeft[2], elsewhere), leftwards);
  vec4 b = mask1 * mix(mix(workRight[1], workRight[3], above), mix(workLeft[1], workLeft[3], above), leftwards);
  vec4 most = max(a, b);
  vWork = max(max(most.x, most.y), max(most.z, most.w));
  bend(place, facing);
  vColour = base * base;
  vNormal = facing;
  vEye = eye - place;
  gl_Position = camera * vec4(place, 1.0);
}`;

// Light is worked with as the square of what the screen shows: near enough to how screens are, and quick.
const FRAGMENT = /* glsl */ `
uniform vec3 glow;
uniform float inside;
${LIGHT}
in vec3 vColour; in vec3 vNormal; in vec3 vEye; in float vWork;
out vec4 painted;
void main() {
  vec3 n = normalize(vNormal);
  vec3 e = normalize(vEye);
  float work = smoothstep(0.04, 0.95, vWork);
  vec3 base = mix(vColour, glow, work * 0.88);
  float edge = 1.0 - max(dot(n, e), 0.0);
  float rim = edge * edge * edge;
  vec3 lit = base * lightOn(n) + (rim * (0.08 + 0.05 * n.z)) * vec3(1.0, 0.97, 0.92) + glow * (work * 0.10);
  float veil = inside > 0.0 ? mix(1.0, clamp(0.10 + 0.55 * rim + 0.15 * work, 0.0, 0.9), inside) : 1.0;
  painted = vec4(sqrt(lit), veil);
}`;

const PLAIN_VERTEX = /* glsl */ `
in vec3 position; in vec3 normal; in vec4 color;
uniform mat4 camera; uniform mat4 place;
${LIGHT}
out vec3 vLit;
void main() {
  vec3 n = normalize(mat3(place) * normal);
  vLit = sqrt(color.rgb * color.rgb * lightOn(n));
  gl_Position = camera * place * vec4(position, 1.0);
}`;
const PLAIN = "in vec3 vLit; out vec4 painted; void main() { painted = vec4(vLit, 1.0); }";

const WATER_VERTEX = "in vec3 position; uniform mat4 camera; uniform mat4 place; void main() { gl_Position = camera * place * vec4(position, 1.0); }";
const WATER = "out vec4 painted; void main() { painted = vec4(0.612, 0.780, 0.816, 0.4); }";

const SHADE_VERTEX = /* glsl */ `
in vec3 position;
uniform mat4 camera;
${SKINNING}
out float vHeight;
void main() {
  vec3 place = position, facing = vec3(0.0, 0.0, 1.0);
  bend(place, facing);
  vHeight = place.z;
  gl_Position = camera * vec4(place, 1.0);
}`;

const SHADE_FRAGMENT = /* glsl */ `
in float vHeight;
out vec4 painted;
void main() { painted = vec4(exp(-max(vHeight, 0.0) * 4.5)); }`;

const linear = (hex) => [16, 8, 0].map((bits) => (((hex >> bits) & 255) / 255) ** 2);
const GLOW = linear(0xf4713a);

/** What the paints are told; those of a body (`dual`, `centre`, `halfSize`) come with it. */
export const uniforms = () => ({
  workRight: new Float32Array(16),
  workLeft: new Float32Array(16),
  tone: [1, 1, 1],
  glow: GLOW,
  lamp: [0.5, 0.3, 0.8],
  inside: 0,
});

/** All paints of a stage: the figure and its shade on the floor; things that do not bend, lit at their corners only; water. */
export const paints = (told) => ({
  figure: { vertex: VERTEX, fragment: FRAGMENT, uniforms: told },
  shade: { vertex: SHADE_VERTEX, fragment: SHADE_FRAGMENT, uniforms: told, leaf: true },
  plain: { vertex: PLAIN_VERTEX, fragment: PLAIN, uniforms: told, leaf: true },
  water: { vertex: WATER_VERTEX, fragment: WATER, uniforms: told, glass: true, thin: true },
});
