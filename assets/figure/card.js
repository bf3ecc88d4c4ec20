// The graphics card: draws pieces through WebGL 2. Surfaces and paints are plain descriptions; what the card holds of
// them is made when it is first needed, and again when the card was lost.

/**
 * @typedef {Int8Array | Uint8Array | Int16Array | Uint16Array | Float32Array} Values
 * @typedef {{ values: Values, size: number, normalized?: boolean }} Attribute  `size` values for each vertex
 * @typedef {object} Surface
 * @property {Record<string, Attribute>} attributes  by the names in `SLOTS`
 * @property {Uint16Array} index  three for each triangle, counter-clockwise from outside
 * @property {number} [version]  raised when values of a surface that changes its shape were changed
 * @typedef {object} Paint
 * @property {string} vertex
 * @property {string} fragment
 * @property {Record<string, any>} uniforms  numbers, arrays of them, and targets; shared freely
 * @property {boolean} [glass]  lets through what is behind it
 * @property {boolean} [leaf]  has two sides
 * @property {boolean} [before]  is not hidden by anything, and hides nothing
 * @property {boolean} [thin]  hides nothing
 * @typedef {object} Piece
 * @property {Surface} surface
 * @property {Paint} paint
 * @property {Float32Array} [place]
 * @property {number} [order]  what is drawn first has the lowest
 * @property {[number, number]} [range]  first and number of the indices that belong to it
 * @typedef {{ pixels: number, depth: boolean }} Target  a square picture of one colour, to be used by a paint
 * @typedef {{ camera?: Float32Array, eye?: number[] }} View
 */

const SLOTS = ["position", "normal", "color", "joints", "weights", "mask0", "mask1"];
const HEAD = "#version 300 es\nprecision highp float;\n";

/** @type {(gl: WebGL2RenderingContext, values: Values) => number} */
const kindOf = (gl, values) => {
  if (values instanceof Float32Array) return gl.FLOAT;
  if (values instanceof Int16Array) return gl.SHORT;
  if (values instanceof Uint16Array) return gl.UNSIGNED_SHORT;
  return values instanceof Int8Array ? gl.BYTE : gl.UNSIGNED_BYTE;
};

/** What sets a uniform of each type. @type {(gl: WebGL2RenderingContext, type: number) => (at: any, value: any) => void} */
const setterOf = (gl, type) => {
  switch (type) {
    case gl.FLOAT: return (at, value) => gl.uniform1f(at, value);
    case gl.FLOAT_VEC2: return (at, value) => gl.uniform2fv(at, value);
    case gl.FLOAT_VEC3: return (at, value) => gl.uniform3fv(at, value);
    case gl.FLOAT_VEC4: return (at, value) => gl.uniform4fv(at, value);
    case gl.FLOAT_MAT4: return (at, value) => gl.uniformMatrix4fv(at, false, value);
    default: throw new Error(`no uniform of type ${type} is known here`);
  }
};

export class Card {
  /** @type {WeakMap<Surface, any>} */
  surfaces = new WeakMap();
  /** @type {WeakMap<Paint, any>} */
  programs = new WeakMap();
  /** @type {WeakMap<Target, any>} */
  targets = new WeakMap();

  /**
   * @param {HTMLCanvasElement | OffscreenCanvas} canvas
   * @param {{ smooth: boolean, preserve: boolean, paints: Paint[], restored: () => void }} options
   *   `smooth`: soft edges; `preserve`: the picture can be read later; `paints`: those that are always needed, made ready at once;
   *   `restored`: called when a card that was lost is back, and must draw again.
   */
  constructor(canvas, { smooth, preserve, paints, restored }) {
    const wanted = { antialias: smooth, preserveDrawingBuffer: preserve, powerPreference: "low-power" };
    const gl = /** @type {WebGL2RenderingContext | null} */ (canvas.getContext("webgl2", wanted));
    if (!gl) throw new Error("nothing here can draw it");
    this.gl = gl;
    this.canvas = canvas;
    this._begin(paints);
    canvas.addEventListener("webglcontextlost", (event) => event.preventDefault());
    canvas.addEventListener("webglcontextrestored", () => {
      this._begin(paints);
      restored();
    });
  }

  /** @param {Paint[]} paints */
  _begin(paints) {
    const { gl } = this;
    [this.surfaces, this.programs, this.targets] = [new WeakMap(), new WeakMap(), new WeakMap()];
    gl.enable(gl.DEPTH_TEST);
    gl.depthFunc(gl.LEQUAL);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    for (const paint of paints) this._compile(paint);
  }

  /** Draw pieces as seen by a view, on the canvas or on a target, where nothing was before. */
  draw(/** @type {Piece[]} */ pieces, /** @type {View} */ view = {}, /** @type {Target | null} */ target = null) {
    const { gl } = this;
    if (gl.isContextLost()) return;
    gl.bindFramebuffer(gl.FRAMEBUFFER, target && this._target(target).frame);
    const [width, height] = target ? [target.pixels, target.pixels] : [this.canvas.width, this.canvas.height];
    gl.viewport(0, 0, width, height);
    gl.depthMask(true);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const rank = (/** @type {Piece} */ piece) => (piece.paint.glass ? 100 : 0) + (piece.order || 0);
    let paint = null;
    for (const piece of [...pieces].sort((a, b) => rank(a) - rank(b))) {
      if (piece.paint !== paint) this._take(paint = piece.paint, view);
      const { place } = this._compile(paint).uniforms;
      if (place) gl.uniformMatrix4fv(place.at, false, /** @type {Float32Array} */ (piece.place));
      this._bind(piece.surface);
      const [first, count] = piece.range || [0, piece.surface.index.length];
      gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_SHORT, 2 * first);
    }
  }

  /** Let go of what the card holds of a surface. */
  forget(/** @type {Surface} */ surface) {
    const held = this.surfaces.get(surface);
    if (!held) return;
    this.gl.deleteVertexArray(held.array);
    for (const { buffer } of [...held.buffers, held.corners]) this.gl.deleteBuffer(buffer);
    this.surfaces.delete(surface);
  }

  close() {
    this.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  /** Begin to make a paint's program; the card may take its time until the program is used. */
  _compile(/** @type {Paint} */ paint) {
    const { gl } = this;
    const known = this.programs.get(paint);
    if (known) return known;
    const program = gl.createProgram();
    for (const [type, text] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, paint.vertex], [gl.FRAGMENT_SHADER, paint.fragment]])) {
      const shader = /** @type {WebGLShader} */ (gl.createShader(type));
      gl.shaderSource(shader, HEAD + text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      gl.deleteShader(shader);
    }
    SLOTS.forEach((name, slot) => gl.bindAttribLocation(program, slot, name));
    gl.linkProgram(program);
    const made = { program, uniforms: null };
    this.programs.set(paint, made);
    return made;
  }

  /** Use a paint for what is drawn next. */
  _take(/** @type {Paint} */ paint, /** @type {View} */ view) {
    const { gl } = this;
    const made = this._compile(paint);
    made.uniforms ||= this._uniforms(made.program);
    gl.useProgram(made.program);
    /** @type {Record<string, any>} */
    const values = { ...paint.uniforms, ...view };
    for (const [name, { at, set }] of Object.entries(made.uniforms)) {
      if (set) set(at, values[name]);
      else if (name !== "place") gl.bindTexture(gl.TEXTURE_2D, this._target(values[name]).texture);
    }
    const switched = (/** @type {number} */ what, /** @type {boolean} */ on) => (on ? gl.enable(what) : gl.disable(what));
    switched(gl.BLEND, Boolean(paint.glass));
    switched(gl.CULL_FACE, !paint.leaf);
    switched(gl.DEPTH_TEST, !paint.before);
    gl.depthMask(!paint.before && !paint.thin);
  }

  _uniforms(/** @type {WebGLProgram} */ program) {
    const { gl } = this;
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) || "a program was not linked");
    /** @type {Record<string, { at: WebGLUniformLocation | null, set: ((at: any, value: any) => void) | null }>} */
    const found = {};
    for (let number = 0; number < gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS); number += 1) {
      const { name, type } = /** @type {WebGLActiveInfo} */ (gl.getActiveUniform(program, number));
      const set = name === "place" || type === gl.SAMPLER_2D ? null : setterOf(gl, type);
      found[name.replace("[0]", "")] = { at: gl.getUniformLocation(program, name), set };
    }
    return found;
  }

  _bind(/** @type {Surface} */ surface) {
    const { gl } = this;
    const held = this.surfaces.get(surface) || this._hold(surface);
    gl.bindVertexArray(held.array);
    if (held.version === surface.version) return;
    held.version = surface.version;
    for (const { buffer, values } of held.buffers) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferSubData(gl.ARRAY_BUFFER, 0, values);
    }
  }

  _hold(/** @type {Surface} */ surface) {
    const { gl } = this;
    const { attributes, index, version } = surface;
    const array = gl.createVertexArray();
    gl.bindVertexArray(array);
    const use = version === undefined ? gl.STATIC_DRAW : gl.DYNAMIC_DRAW;
    const buffers = Object.entries(attributes).map(([name, { values, size, normalized }]) => {
      const buffer = gl.createBuffer(), slot = SLOTS.indexOf(name);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, values, use);
      gl.enableVertexAttribArray(slot);
      gl.vertexAttribPointer(slot, size, kindOf(gl, values), Boolean(normalized), 0, 0);
      return { buffer, values };
    });
    const corners = { buffer: gl.createBuffer() };
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, corners.buffer);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, index, gl.STATIC_DRAW);
    const held = { array, buffers, corners, version };
    this.surfaces.set(surface, held);
    return held;
  }

  _target(/** @type {Target} */ target) {
    const { gl } = this;
    const known = this.targets.get(target);
    if (known) return known;
    const { pixels } = target, before = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    const frame = gl.createFramebuffer(), texture = gl.createTexture();
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.R8, pixels, pixels);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    for (const way of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, way, gl.CLAMP_TO_EDGE);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    if (target.depth) {
      gl.bindRenderbuffer(gl.RENDERBUFFER, gl.createRenderbuffer());
      gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT16, pixels, pixels);
      gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, gl.getParameter(gl.RENDERBUFFER_BINDING));
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, before);
    const made = { frame, texture };
    this.targets.set(target, made);
    return made;
  }
}
