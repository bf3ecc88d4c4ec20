// The pace of one set, by a clock that the test drives.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Pacer, steps } from "../../src/coxa/web/static/coxa/player/pacing.js";

const PACE = { readyS: 5, repetitionS: 4 };
const dose = (changes = {}) => ({ repetitions: 3, holdS: 2, minutes: null, restS: 0, ...changes });

test("a set is got ready for, then each repetition goes out, holds and comes back", () => {
  const kinds = steps(dose(), PACE).map((step) => step.kind);
  assert.deepEqual(kinds, ["ready", ...["out", "hold", "back"], ...["out", "hold", "back"], ...["out", "hold", "back"]]);
});

test("it lasts as long as its dose says", () => {
  for (let repetitions = 1; repetitions <= 12; repetitions += 1) {
    for (const holdS of [null, 1, 5, 30]) {
      for (const restS of [0, 45]) {
        const seconds = steps(dose({ repetitions, holdS, restS }), PACE).reduce((sum, step) => sum + step.seconds, 0);
        assert.equal(seconds, restS + 5 + repetitions * (4 + (holdS ?? 0)));
      }
    }
  }
});

test("minutes are one long step", () => {
  assert.deepEqual(steps(dose({ minutes: 7, repetitions: null, holdS: null }), PACE).at(-1), { kind: "go", seconds: 420, repetition: 0 });
});

test("before it begins nothing passes", () => {
  const pacer = new Pacer(steps(dose(), PACE));
  assert.equal(pacer.at(1e9).step?.kind, "ready");
  assert.equal(pacer.at(1e9).leftS, 5);
});

test("while it is paused nothing passes, however long", () => {
  const pacer = new Pacer(steps(dose(), PACE));
  pacer.go(1000);
  pacer.pause(3000);
  assert.equal(pacer.at(9e9).leftS, 3);
  pacer.go(9e9);
  assert.equal(pacer.at(9e9 + 1000).leftS, 2);
  assert.equal(pacer.at(9e9 + 3500).step?.kind, "out");
});

test("going on twice, or pausing twice, changes nothing", () => {
  const pacer = new Pacer(steps(dose(), PACE));
  pacer.go(0);
  pacer.go(2000);
  assert.equal(pacer.at(2000).leftS, 3);
  pacer.pause(2000);
  pacer.pause(4000);
  assert.equal(pacer.at(5000).leftS, 3);
});

test("who is ready sooner leaves the rest and begins at once", () => {
  const pacer = new Pacer(steps(dose({ restS: 60 }), PACE));
  pacer.go(0);
  pacer.skip(10_000);
  assert.equal(pacer.at(10_000).step?.kind, "ready");
  pacer.pause(12_000);
  pacer.skip(12_000);
  pacer.go(20_000);
  assert.deepEqual([pacer.at(20_000).step?.kind, pacer.at(20_000).step?.repetition], ["out", 1]);
});

test("it ends once and stays ended", () => {
  const path = steps(dose(), PACE);
  const pacer = new Pacer(path);
  pacer.go(0);
  const total = path.reduce((sum, step) => sum + step.seconds, 0) * 1000;
  assert.equal(pacer.at(total - 1).done, false);
  assert.deepEqual(pacer.at(total), { step: null, leftS: 0, done: true });
  pacer.skip(total);
  assert.equal(pacer.at(total * 5).done, true);
});

test("at one's own pace a repetition waits for its person, and only a hold is counted", () => {
  const own = { ...PACE, own: true };
  assert.deepEqual(steps(dose({ holdS: null }), own).map((step) => step.kind), ["ready", "own", "own", "own"]);
  const pacer = new Pacer(steps(dose({ repetitions: 2 }), own));
  pacer.go(0);
  const hours = 3 * 60 * 60 * 1000;
  assert.deepEqual([pacer.at(hours).step?.kind, pacer.at(hours).step?.repetition], ["own", 1]);
  pacer.skip(hours);
  assert.deepEqual([pacer.at(hours).step?.kind, pacer.at(hours).leftS], ["hold", 2]);
  assert.equal(pacer.at(hours + 3000).step?.kind, "back");
  assert.deepEqual([pacer.at(hours + 4000).step?.kind, pacer.at(hours + 4000).step?.repetition], ["own", 2]);
  pacer.skip(hours + 4000);
  assert.equal(pacer.at(hours + 8000).done, true);
});

test("minutes are the same at any pace", () => {
  const minutes = dose({ minutes: 7, repetitions: null, holdS: null });
  assert.deepEqual(steps(minutes, { ...PACE, own: true }), steps(minutes, PACE));
});
