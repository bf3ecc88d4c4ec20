// Voices, the pacer after a reload.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Pacer, steps } from "../../src/coxa/web/static/coxa/player/pacing.js";
import { Voice } from "../../src/coxa/web/static/coxa/player/speech.js";

const voice = (lang, localService) => ({ lang, localService });
const speaking = (voices) => ({ said: [], getVoices: () => voices, cancel() {}, speak(what) { this.said.push(what); } });

test("only a voice that is on the device, in the page's language, is used", () => {
  const here = voice("en-US", true);
  assert.equal(new Voice(speaking([voice("en-GB", false), voice("de-DE", true), here]), "en-GB").local(), here);
  assert.equal(new Voice(speaking([voice("en-GB", false)]), "en-GB").local(), undefined);
});

test("without such a voice nothing is said", () => {
  const synthesis = speaking([voice("en-GB", false)]);
  new Voice(synthesis, "en-GB").say("Hold");
  assert.deepEqual(synthesis.said, []);
});

test("without speech at all it stays quiet and does not fail", () => {
  const silent = new Voice(undefined, "en-GB");
  silent.say("Hold");
  silent.quiet();
  assert.equal(silent.on, false);
});

test("a set goes on after a reload from where it was, paused", () => {
  const path = steps({ repetitions: 3, holdS: 2, minutes: null, restS: 0 }, { readyS: 5, repetitionS: 4 });
  const pacer = new Pacer(path);
  assert.equal(pacer.fresh, true);
  pacer.resume(8000);
  assert.deepEqual([pacer.fresh, pacer.paused, pacer.at(1e6).step?.kind], [false, true, "hold"]);
  pacer.go(1e6);
  assert.equal(pacer.at(1e6 + 2500).step?.kind, "back");
  assert.equal(pacer.passed(1e6 + 2500), 10_500);
});
