// What was chosen for the player: the settings first, the switches for one session.
import assert from "node:assert/strict";
import { test } from "node:test";

import { change, chosen, switched } from "../../src/coxa/web/static/coxa/player/choices.js";

const storage = () => {
  const kept = new Map();
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };
};

test("without a word from the settings everything is on, at Coxa's own pace", () => {
  assert.deepEqual(chosen({}), { voice: true, sound: true, vibration: true, rate: 0.95, readyS: undefined, own: false });
});

test("the settings of the page are taken, and a speed we do not have is the normal one", () => {
  const said = { voice: "off", sounds: "off", vibration: "off", voiceSpeed: "slow", countdownS: "20", pace: "own" };
  assert.deepEqual(chosen(said), { voice: false, sound: false, vibration: false, rate: 0.75, readyS: 20, own: true });
  assert.equal(chosen({ voiceSpeed: "breakneck" }).rate, 0.95);
});

test("a switch counts for its session, and the next session begins as the settings say", () => {
  const place = storage();
  const settings = chosen({});
  change("one", settings, { voice: false }, place);
  change("one", settings, { sound: false }, place);
  assert.deepEqual(switched("one", settings, place), { voice: false, sound: false });
  assert.deepEqual(switched("two", settings, place), {});
});

test("settings that were changed since win over a switch", () => {
  const place = storage();
  change("one", chosen({ voice: "off" }), { voice: true }, place);
  assert.deepEqual(switched("one", chosen({}), place), {});
});

test("a store that is broken or shut says nothing and does not fail", () => {
  const shut = { getItem: () => "{broken", setItem: () => { throw new Error("shut"); } };
  assert.deepEqual(switched("one", chosen({}), shut), {});
  change("one", chosen({}), { voice: false }, shut);
});
