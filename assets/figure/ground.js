// The floor, and on it the soft shade of whoever stands, sits or lies there.

import {
  LinearFilter, Mesh, OrthographicCamera, PlaneGeometry, RGBAFormat, Scene, ShaderMaterial, Vector2,
  WebGLRenderTarget,
} from "three";

const PIXELS = 128;

const FULL = "out vec2 at; void main() { at = uv; gl_Position = vec4(position.xy, 0.0, 1.0); }";
const BLUR = /* glsl */ `
uniform sampler2D source; uniform vec2 way; in vec2 at; out vec4 painted;
void main() {
  float sum = 0.0, all = 0.0;
  for (int k = -4; k <= 4; k++) {
    float w = exp(-float(k * k) / 6.0);
    sum += w * texture(source, at + way * float(k)).a;
    all += w;
  }
  painted = vec4(0.0, 0.0, 0.0, sum / all);
}`;

const BACK = "out vec3 tint; uniform vec3 above; uniform vec3 below; void main() { tint = mix(below, above, smoothstep(-0.2, 1.0, position.y)); gl_Position = vec4(position.xy, 0.0, 1.0); }";
const BACK_PAINT = "in vec3 tint; out vec4 painted; void main() { painted = vec4(tint, 1.0); }";
const FLOOR_VERTEX = "out vec2 at; void main() { at = vec2(position.x, -position.y) * 0.5 + 0.5; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }";
const SHADE = /* glsl */ `
uniform sampler2D shade; in vec2 at; out vec4 painted;
void main() { painted = vec4(0.23, 0.17, 0.12, 0.58 * texture(shade, at).a); }`;

/** Draws the floor; `update` draws the shade anew. */
export class Ground {
  constructor(colours) {
    const target = () => new WebGLRenderTarget(PIXELS, PIXELS, { format: RGBAFormat, minFilter: LinearFilter, magFilter: LinearFilter, depthBuffer: true });
    this.first = target();
    this.second = target();
    this.camera = new OrthographicCamera(-1, 1, 1, -1, 0, 4);
    this.pass = new ShaderMaterial({ glslVersion: "300 es", vertexShader: FULL, fragmentShader: BLUR, uniforms: { source: { value: null }, way: { value: new Vector2() } }, depthTest: false, depthWrite: false });
    this.passScene = new Scene();
    this.passScene.add(new Mesh(new PlaneGeometry(2, 2), this.pass));
    this.passScene.children[0].frustumCulled = false;
    // Behind everything a soft gradient, so that there is a floor without drawing one.
    this.floor = new Mesh(new PlaneGeometry(2, 2, 1, 6), new ShaderMaterial({
      glslVersion: "300 es", vertexShader: BACK, fragmentShader: BACK_PAINT, depthTest: false, depthWrite: false,
      uniforms: { below: { value: colours.near }, above: { value: colours.far } },
    }));
    this.shade = new Mesh(new PlaneGeometry(2, 2), new ShaderMaterial({
      glslVersion: "300 es", vertexShader: FLOOR_VERTEX, fragmentShader: SHADE, transparent: true, depthWrite: false,
      uniforms: { shade: { value: this.first.texture } },
    }));
    this.floor.renderOrder = -2;
    this.shade.renderOrder = -1;
    this.floor.frustumCulled = this.shade.frustumCulled = false;
  }

  /** Lay the shade around a place, at a height (the top of a mat). */
  lay(x, y, radius, height) {
    this.shade.scale.setScalar(radius);
    this.shade.position.set(x, y, height + 0.003);
    const c = this.camera;
    c.left = -radius; c.right = radius; c.top = radius; c.bottom = -radius;
    c.position.set(x, y, -1);
    c.up.set(0, -1, 0);
    c.lookAt(x, y, 1);
    c.updateProjectionMatrix();
  }

  update(renderer, scene) {
    renderer.setRenderTarget(this.first);
    renderer.setClearColor(0x000000, 0);
    renderer.clear();
    renderer.render(scene, this.camera);
    for (const [from, to, x, y] of [[this.first, this.second, 1, 0], [this.second, this.first, 0, 1]]) {
      this.pass.uniforms.source.value = from.texture;
      this.pass.uniforms.way.value.set((x * 1.2) / PIXELS, (y * 1.2) / PIXELS);
      renderer.setRenderTarget(to);
      renderer.clear();
      renderer.render(this.passScene, this.camera);
    }
    renderer.setRenderTarget(null);
  }
}
