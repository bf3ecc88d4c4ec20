// The parts of a session's page: choose a template, fill in what it is about, read its form.

/**
 * The template for a view.
 * @param {import("./progress.js").View | {view: "stop"}} view
 */
export function selector(view) {
  if (view.view === "set") return `template[data-${view.short ? "short" : "set"}="${view.exercise}/${view.side}/${view.number}"]`;
  if (view.view === "asked") return `template[data-asked="${view.exercise}"]`;
  if (view.view === "stopped") return `template[data-stopped="${view.symptom}"]`;
  if (view.view === "flagged") return `template[data-flagged="${view.level}"]`;
  return `template[data-${view.view}]`;
}

/**
 * Show a view in place of what was shown, and put the focus on its heading.
 * @param {HTMLElement} from where the templates are
 * @param {HTMLElement} place
 * @param {import("./progress.js").View | {view: "stop"}} view
 * @param {import("./progress.js").Line} line the set that is, or was, on the screen
 * @param {string} note
 */
export function fill(from, place, view, line, note) {
  const template = /** @type {HTMLTemplateElement | null} */ (from.querySelector(selector(view)));
  if (!template) return;
  const part = document.importNode(template.content, true);
  if (view.view === "set") keepHow(from, part, place, view);
  if (view.view === "asked") narrow(part, view);
  if (view.view === "flagged") tellFlags(from, part, view);
  const about = view.view === "hurt" ? view : line;
  for (const name of /** @type {const} */ (["exercise", "side"])) {
    const field = part.querySelector(`input[type=hidden][name=${name}][value=""]`);
    field?.setAttribute("value", about[name]);
  }
  if (note) {
    const said = document.createElement("div");
    said.className = "nhsuk-inset-text";
    said.textContent = note;
    part.querySelector("h1")?.after(said);
  }
  place.replaceChildren(part);
  const heading = place.querySelector("h1");
  if (heading) document.title = `${heading.textContent} – Coxa`;
  heading?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/**
 * How it is done, and the figure: those on the page already stay, so that the figure is not drawn anew for each set.
 * @param {HTMLElement} from
 * @param {DocumentFragment} part
 * @param {HTMLElement} place
 * @param {import("./progress.js").Line} line
 */
function keepHow(from, part, place, line) {
  for (const what of ["figure", "how"]) {
    const holder = part.querySelector(`[data-${what}]`);
    const before = place.querySelector(`[data-${what}]`);
    if (before?.getAttribute(`data-${what}`) === line.exercise) holder?.replaceWith(before);
    else {
      const template = /** @type {HTMLTemplateElement | null} */ (from.querySelector(`template[data-${what}-of="${line.exercise}"]`));
      if (template) holder?.append(document.importNode(template.content, true));
    }
  }
  const figure = /** @type {any} */ (part.querySelector("coxa-figure"));
  figure?.setAttribute("side", line.side === "left" ? "left" : "right");
  figure?.controller?.setSide(line.side === "left" ? "left" : "right");
}

/**
 * Ask only about the sides that were done, and tell which sets they were.
 * @param {DocumentFragment} part
 * @param {import("./progress.js").AskedView} view
 */
function narrow(part, view) {
  for (const block of part.querySelectorAll("[data-side]")) {
    const side = view.sides.find((one) => one.side === block.getAttribute("data-side"));
    if (!side) block.remove();
    else block.append(hidden(`${side.side}-sets`, side.sets.join(" ")));
  }
  if (view.leave) part.querySelector("form")?.append(hidden("leave", view.leave));
}

/**
 * Why the answers begin no session: each in the server's words, the most urgent first.
 * @param {HTMLElement} from
 * @param {DocumentFragment} part
 * @param {import("./beginning.js").FlaggedView} view
 */
function tellFlags(from, part, view) {
  for (const question of view.questions) {
    const told = /** @type {HTMLTemplateElement | null} */ (from.querySelector(`template[data-flag="${question}"]`));
    if (told) part.querySelector("[data-flags]")?.append(document.importNode(told.content, true));
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
function hidden(name, value) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  return field;
}

/**
 * What a form would send, without the token. Boxes of one name that are ticked stand together, a space between them.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @returns {import("./queue.js").Fields}
 */
export function fieldsOf(form, submitter) {
  /** @type {import("./queue.js").Fields} */
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") fields[name] = name in fields ? `${fields[name]} ${value}` : value;
  }
  if (submitter instanceof HTMLButtonElement && submitter.name) fields[submitter.name] = submitter.value;
  if (!fields.action && form.dataset.kept) fields.action = form.dataset.kept;
  if (!fields.action && "set" in form.dataset) fields.action = "set";
  delete fields.csrfmiddlewaretoken;
  return fields;
}

/**
 * The first question of a form without an answer. A box that is ticked in the group the form calls enough stands for all.
 * @param {HTMLFormElement} form
 * @returns {HTMLInputElement | null}
 */
export function unanswered(form) {
  const answers = new FormData(form);
  if (answers.getAll(form.dataset.enough ?? "").some((value) => value !== "none")) return null;
  const asked = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input[type=radio], input[type=checkbox]"));
  return [...asked].find((one) => !answers.has(one.name)) ?? null;
}

/**
 * Say what is missing, before the question it is missing from, and go there.
 * @param {HTMLInputElement} field
 * @param {string} words
 */
export function askFor(field, words) {
  document.querySelector("[data-missing]")?.remove();
  const said = document.createElement("p");
  said.className = "nhsuk-error-message";
  said.setAttribute("role", "alert");
  said.dataset.missing = "";
  said.textContent = words;
  (field.closest(".nhsuk-form-group") ?? field).before(said);
  field.focus();
}
