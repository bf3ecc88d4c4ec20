// Beginning today's session without the server: only "no" to everything and little pain begins it, and what was told stays told.
import assert from "node:assert/strict";
import { test } from "node:test";

import { beginning, kept } from "../../src/coxa/web/static/coxa/player/beginning.js";
import { Progress } from "../../src/coxa/web/static/coxa/player/progress.js";
import { selector } from "../../src/coxa/web/static/coxa/player/parts.js";
import { ofBeginning } from "../../src/coxa/web/static/coxa/player/queue.js";

const READY = {
  token: "sealed", asks: ["now", "today", "unwell"], enough: "now", painFrom: 4,
  flags: [{ id: "RF01", level: "emergency" }, { id: "RF02", level: "same_day" }, { id: "EX10", level: "caution" }],
  short: null,
};
const plan = (ready = READY) => ({
  record: "r", session: "s", day: "2026-03-02", lines: [{ exercise: "G05", side: "left", sets: 1 }],
  places: [{ exercise: "G05", side: "left", number: 1 }], done: [], told: [], painBefore: null, duringMost: 5, riseMost: 2,
  severe: 8, endsSession: ["SN01"], files: [], ready,
});
const screen = (changes = {}) => ({ fields: { action: "screen", now: "none", today: "none", unwell: "none", ...changes } });
const start = (pain = "2") => ({ fields: { action: "start", pain_before: pain } });
const set = { fields: { action: "set", exercise: "G05", side: "left", number: "1" } };
const now = (forms, ready = READY) => new Progress(plan(ready), forms).now();

test("the questions come first, then pain before, then exactly the planned set", () => {
  assert.deepEqual(now([]), { view: "screen" });
  assert.deepEqual(now([screen()]), { view: "before" });
  assert.deepEqual(now([screen(), start()]), { view: "set", above: false, short: false, ...plan().places[0] });
});

const LONG = ["G05", "G03"].flatMap((exercise) => ["left", "right"].map((side) => ({ exercise, side, sets: 2 })));
const placesOf = (lines) => lines.flatMap((one) => [1, 2].map((number) => ({ exercise: one.exercise, side: one.side, number })));
const both = () => ({
  ...plan({ ...READY, short: { lines: LONG.slice(2), places: placesOf(LONG.slice(2)) } }), lines: LONG, places: placesOf(LONG),
});
const through = (whole, first) => {
  const forms = [screen(), first], seen = [];
  for (let view = new Progress(whole, forms).now(); view.view === "set" || view.view === "asked"; view = new Progress(whole, forms).now()) {
    if (view.view === "set") seen.push(`${view.exercise}/${view.side}/${view.number}`);
    const set = { action: "set", exercise: view.exercise, side: view.side, number: String(view.number) };
    const told = { action: "answers", exercise: view.exercise, "left-pain": "1", "right-pain": "1", "left-sharp": "no", "right-sharp": "no" };
    forms.push({ fields: view.view === "set" ? set : told });
  }
  return { seen, last: new Progress(whole, forms).now() };
};

test("the short session is exactly the sets the server chose for it, and the whole one all of them", () => {
  const short = { fields: { ...start().fields, short: "1" } };
  const names = (lines) => placesOf(lines).map((one) => `${one.exercise}/${one.side}/${one.number}`);
  assert.deepEqual(through(both(), short), { seen: names(LONG.slice(2)), last: { view: "finish" } });
  assert.deepEqual(through(both(), start()), { seen: names(LONG), last: { view: "finish" } });
});

test("what was begun first stays; a whole session has no short one to begin", () => {
  const short = { fields: { ...start().fields, short: "1" } };
  assert.equal(new Progress(both(), [screen(), start(), short]).short, false);
  assert.equal(new Progress(both(), [screen(), short, start()]).short, true);
  assert.equal(new Progress(plan(), [screen(), short]).short, false);
});

test("a set of the short session has its own part of the page", () => {
  const set = { view: "set", exercise: "G05", side: "left", number: 1, above: false };
  assert.equal(selector({ ...set, short: true }), 'template[data-short="G05/left/1"]');
  assert.equal(selector({ ...set, short: false }), 'template[data-set="G05/left/1"]');
});

test("the short session asks the same questions, and pain keeps it from beginning too", () => {
  const short = (pain) => ({ fields: { ...start(pain).fields, short: "1" } });
  assert.equal(new Progress(both(), [short()]).now().view, "screen");
  assert.equal(new Progress(both(), [screen({ now: "RF01" }), short()]).now().view, "flagged");
  assert.equal(new Progress(both(), [screen(), short("4")]).now().view, "sore");
  assert.deepEqual(kept(READY, short("2").fields), { action: "start", pain_before: "2", short: "1", plan: "sealed" });
});

test("a day whose questions were answered asks only for pain before", () => {
  const ready = { ...READY, asks: [], flags: [] };
  assert.deepEqual(now([], ready), { view: "before" });
  assert.equal(now([start()], ready).view, "set");
});

for (const flag of READY.flags) {
  for (const group of READY.asks) {
    test(`${flag.id} in "${group}" begins nothing, whatever is told before or after`, () => {
      const said = screen({ [group]: flag.id });
      const view = { view: "flagged", level: flag.level, questions: [flag.id] };
      for (const forms of [[said], [said, screen(), start(), set], [screen(), start(), said]]) {
        assert.deepEqual(now(forms), view);
      }
    });
  }
}

test("the most urgent answer comes first and gives the advice", () => {
  const view = now([screen({ now: "RF01", today: "RF02" }), screen({ unwell: "EX10" })]);
  assert.deepEqual(view, { view: "flagged", level: "emergency", questions: ["RF01", "RF02", "EX10"] });
});

test("a tick counts beside \"none of these\", and one we do not know counts as the most urgent", () => {
  assert.deepEqual(now([screen({ today: "RF02 none" })]).questions, ["RF02"]);
  assert.equal(now([screen({ today: "RF99" })]).level, "emergency");
});

test("what was not answered begins nothing", () => {
  for (const group of READY.asks) {
    for (const missing of [undefined, ""]) {
      assert.deepEqual(now([screen({ [group]: missing }), start()]), { view: "screen" });
    }
  }
  assert.deepEqual(now([start()]), { view: "screen" });
});

test("pain at or above the limit begins nothing, and neither does pain that was not told", () => {
  for (const pain of ["0", "3"]) assert.equal(now([screen(), start(pain)]).view, "set");
  for (const pain of ["4", "10", "", "none", "-1"]) assert.deepEqual(now([screen(), start(pain), start("1")]), { view: "sore" });
  assert.deepEqual(now([screen(), { fields: { action: "start" } }]), { view: "sore" });
});

test("too much pain is kept as a report of pain, little pain as a start; both with the server's own plan", () => {
  assert.deepEqual(kept(READY, start("4").fields), { action: "pain", pain_before: "4", plan: "sealed" });
  assert.deepEqual(kept(READY, start("3").fields), { action: "start", pain_before: "3", plan: "sealed" });
  assert.equal(kept(READY, screen().fields).plan, "sealed");
  assert.deepEqual(kept(READY, set.fields), set.fields);
});

test("pain that rose since the start is above the limit, as in a session the server began", () => {
  const told = (pain) => ({ fields: { action: "answers", exercise: "G05", "left-pain": pain, "left-sharp": "no" } });
  assert.equal(new Progress(plan(), [screen(), start("1"), set, told("4")]).above, true);
  assert.equal(new Progress(plan(), [screen(), start("2"), set, told("4")]).above, false);
});

test("a symptom that ends the session ends it here too", () => {
  const stop = { fields: { action: "symptom", symptom: "SN01" } };
  assert.deepEqual(now([screen(), start(), stop]), { view: "stopped", symptom: "SN01" });
});

test("an answer the server has not heard counts on a page that was kept later; another day's and another's do not", () => {
  const said = { id: "1", record: "r", session: "earlier", day: "2026-03-02", at: "1", sent: false, ...screen({ now: "RF01" }) };
  const view = (form) => now(ofBeginning([form], plan())).view;
  assert.equal(view(said), "flagged");
  for (const change of [{ sent: true }, { record: "ben" }, { day: "2026-03-01" }]) assert.equal(view({ ...said, ...change }), "screen");
  assert.equal(view({ ...said, session: "s", sent: true }), "flagged");
});

test("a session that cannot begin without the server is not asked about", () => {
  const { ready, ...going } = plan();
  assert.equal(new Progress(going, []).now().view, "set");
  assert.equal(beginning(ready, [screen(), start()]), null);
});
