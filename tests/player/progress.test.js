// A session without the server: in the plan's order, never more than the plan, and every sign of harm ends it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Progress } from "../../src/coxa/web/static/coxa/player/progress.js";

const BOTH = ["left", "right"];
const lines = ["M01", "G05"].flatMap((exercise) => BOTH.map((side) => ({ exercise, side, sets: 2 })));
const places = ["M01", "G05"].flatMap((exercise) => [1, 2].flatMap((number) => BOTH.map((side) => ({ exercise, side, number }))));
const plan = (changes = {}) => ({
  record: "r", session: "s", day: "2026-03-02", lines, places, done: [], told: [], painBefore: 2, duringMost: 5, riseMost: 2,
  severe: 8, endsSession: ["SN01", "SN09"], files: [], ...changes,
});
const set = (place) => ({ fields: { action: "set", exercise: place.exercise, side: place.side, number: String(place.number) } });
const answers = (exercise, changes = {}, sides = BOTH) => ({
  fields: { action: "answers", exercise, ...Object.fromEntries(sides.flatMap((side) => [[`${side}-pain`, "1"], [`${side}-sharp`, "no"]])), ...changes },
});
const told = (fields) => ({ fields });
const now = (forms, changes = {}, leaves = false) => new Progress(plan(changes), forms).now(leaves);

/** Go through the whole session, answering calmly; every view on the way. */
function walk(changes = {}) {
  const forms = [];
  const seen = [];
  for (let steps = 0; steps < 50; steps += 1) {
    const view = now(forms, changes);
    seen.push(view);
    if (view.view === "set") forms.push(set(view));
    else if (view.view === "asked") forms.push(answers(view.exercise, {}, view.sides.map((one) => one.side)));
    else if (view.view === "finish") forms.push(told({ action: "finish", pain_after: "2" }));
    else return { seen, forms };
  }
  throw new Error("it never ends");
}

test("a session goes through the plan in its order, asks after each exercise, and ends", () => {
  const { seen } = walk();
  assert.deepEqual(seen.map((one) => one.view), [...Array(4).fill("set"), "asked", ...Array(4).fill("set"), "asked", "finish", "over"]);
  assert.deepEqual(seen.filter((one) => one.view === "set").map(({ exercise, side, number }) => ({ exercise, side, number })), places);
});

test("no set comes that is not in the plan, and none comes twice, from whichever place it goes on", () => {
  for (let begun = 0; begun <= places.length; begun += 1) {
    const { seen } = walk({ done: places.slice(0, begun), places: places.slice(begun) });
    const sets = seen.filter((one) => one.view === "set").map(({ exercise, side, number }) => `${exercise}${side}${number}`);
    const left = places.slice(begun).map(({ exercise, side, number }) => `${exercise}${side}${number}`);
    assert.deepEqual(sets, left);
  }
});

test("forms that were sent already and come again change nothing", () => {
  const { forms } = walk();
  for (let far = 0; far < forms.length; far += 1) {
    const some = forms.slice(0, far);
    assert.deepEqual(now([...some, ...some]), now(some));
  }
});

test("the questions name the sets that were done", () => {
  const view = now(places.slice(0, 4).map(set));
  assert.deepEqual(view, { view: "asked", exercise: "M01", sides: BOTH.map((side) => ({ side, sets: [1, 2] })), leave: "" });
});

test("a side that was told of is not asked about again", () => {
  const view = now(places.slice(0, 4).map(set), { told: [{ exercise: "M01", side: "left" }] });
  assert.deepEqual(view.sides.map((one) => one.side), ["right"]);
});

test("an exercise that is left out does not come back", () => {
  assert.equal(now([told({ action: "skip", exercise: "M01" })]).exercise, "G05");
});

for (const [what, form, view] of [
  ["a symptom that ends the session", told({ action: "symptom", symptom: "SN09" }), { view: "stopped", symptom: "SN09" }],
  ["strong pain", answers("M01", { "left-pain": "8" }), { view: "strong" }],
  ["sharp pain", answers("M01", { "right-sharp": "yes" }), { view: "strong" }],
  ["an answer about sharp pain that is missing", told({ action: "hurt", exercise: "M01", side: "left", pain: "3" }), { view: "strong" }],
  ["strong pain told when stopping", told({ action: "hurt", exercise: "M01", side: "left", pain: "9", sharp: "no" }), { view: "strong" }],
]) {
  test(`${what} ends the session, whatever is told afterwards`, () => {
    const more = [set(places[5]), told({ action: "skip", exercise: "G05" })];
    assert.deepEqual(now([...places.slice(0, 4).map(set), form]), view);
    assert.deepEqual(now([...places.slice(0, 4).map(set), form, ...more]), view);
  });
}

test("of several symptoms the most urgent one counts", () => {
  const symptoms = ["SN09", "SN01"].map((symptom) => told({ action: "symptom", symptom }));
  assert.deepEqual(now(symptoms), { view: "stopped", symptom: "SN01" });
});

test("pain that only ends the exercise asks how it was, then goes on with the next one", () => {
  const hurts = told({ action: "symptom", symptom: "SN20", exercise: "M01", side: "left" });
  assert.deepEqual(now([hurts]), { view: "hurt", exercise: "M01", side: "left" });
  const view = now([hurts, told({ action: "hurt", exercise: "M01", side: "left", pain: "6", sharp: "no" })]);
  assert.deepEqual([view.exercise, view.above], ["G05", true]);
});

test("pain above the limit, or risen too far, is named before the next exercise", () => {
  for (const [pain, painBefore, above] of [["6", 5, true], ["5", 5, false], ["5", 2, true], ["4", 2, false], ["5", null, false]]) {
    const view = now([...places.slice(0, 4).map(set), answers("M01", { "left-pain": pain })], { painBefore });
    assert.deepEqual([pain, painBefore, view.above], [pain, painBefore, above]);
  }
});

test("who wants to finish is asked about what was begun, and then finishes", () => {
  const forms = [set(places[0])];
  const view = now(forms, {}, true);
  assert.deepEqual([view.view, view.leave, view.sides], ["asked", "session", [{ side: "left", sets: [1] }]]);
  assert.equal(now([...forms, answers("M01", {}, ["left"])], {}, true).view, "finish");
  assert.equal(now([], {}, true).view, "finish");
});
