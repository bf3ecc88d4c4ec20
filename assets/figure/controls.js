// The buttons under the figure: real buttons with words, in reading order, that say whether they are pressed.

const SLOW = 0.4;
const SHAPES = {
  play: "M7 4l13 8-13 8z", pause: "M6 4h4v16H6zM14 4h4v16h-4z", left: "M15 4l-8 8 8 8", right: "M9 4l8 8-8 8",
  up: "M4 15l8-8 8 8", down: "M4 9l8 8 8-8", reset: "M5 5v6h6M5.5 11a7 7 0 1 1 1.5 6",
};

function drawing(name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "coxa-icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(ns, "path");
  path.setAttribute("d", SHAPES[name]);
  if (name === "play" || name === "pause") path.setAttribute("fill", "currentColor");
  svg.append(path);
  return svg;
}

function button(words, press, { shape, bare } = {}) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `coxa-figure__button${bare ? " coxa-figure__button--bare" : ""}`;
  if (shape) made.append(drawing(shape));
  const text = document.createElement("span");
  text.textContent = words;
  if (bare) text.className = "nhsuk-u-visually-hidden";
  made.append(text);
  made.addEventListener("click", press);
  made.say = (now, look) => {
    text.textContent = now;
    if (look) made.firstChild.replaceWith(drawing(look));
  };
  return made;
}

function group(name, ...parts) {
  const made = document.createElement("div");
  made.className = "coxa-figure__group";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", name);
  made.append(...parts);
  return made;
}

function choice(id, words, options, chosen, change) {
  const label = document.createElement("label");
  label.className = "coxa-figure__choice";
  label.append(words, " ");
  const select = document.createElement("select");
  select.className = "nhsuk-select";
  select.id = id;
  label.htmlFor = id;
  for (const [value, text] of Object.entries(options)) {
    const option = document.createElement("option");
    option.value = value;
    option.textContent = text;
    option.selected = value === chosen;
    select.append(option);
  }
  select.addEventListener("change", () => change(select.value));
  label.append(select);
  return label;
}

let number = 0;

/** Put the controls after the stage; `update()` brings them up to date. */
export function makeControls(figure, controller, kept) {
  const words = figure.words;
  number += 1;
  const play = button(words.pause, () => (figure.playing ? controller.pause() : controller.play()), { shape: "pause" });
  const slow = button(words.slow, () => controller.setPace(figure.pace === SLOW ? 1 : SLOW));
  const sides = ["left", "right"].map((side) => button(words[side], () => controller.setSide(side)));
  const inside = button(words.inside, () => controller.setInside(!figure.inside));
  const turns = [["turn_left", -30, 0, "left"], ["turn_right", 30, 0, "right"], ["turn_up", 0, 15, "up"], ["turn_down", 0, -15, "down"]]
    .map(([name, a, e, shape]) => button(words[name], () => controller.turn(a, e), { shape, bare: true }));
  const reset = button(words.reset, () => controller.reset(), { shape: "reset", bare: true });
  const holder = document.createElement("div");
  holder.className = "coxa-figure__controls";
  holder.append(group(words.group_play, play, slow, inside));
  if (figure.getAttribute("sides") !== "both") holder.append(group(words.group_side, ...sides));
  holder.append(group(words.group_turn, ...turns, reset));
  const person = document.createElement("details");
  person.className = "coxa-figure__person";
  const summary = document.createElement("summary");
  summary.textContent = words.person;
  person.append(
    summary,
    choice(`figure-body-${number}`, words.body, words.bodies, kept.body, controller.setBody),
    choice(`figure-skin-${number}`, words.skin, words.skins, kept.skin || "fair", controller.setSkin),
  );
  holder.append(person);
  figure.append(holder);
  const pressed = (one, on) => one.setAttribute("aria-pressed", on ? "true" : "false");
  return {
    holder,
    update() {
      play.say(figure.playing ? words.pause : words.play, figure.playing ? "pause" : "play");
      pressed(slow, figure.pace === SLOW);
      pressed(inside, figure.inside);
      sides.forEach((one, index) => pressed(one, figure.side === ["left", "right"][index]));
    },
  };
}
