// Drop the parts of nhsuk-frontend that no Coxa page uses, and the fallbacks for browsers that no longer exist.
// A name here is matched against each selector, so `--small` drops every small variant.

import { readFileSync, writeFileSync } from "node:fs";
import postcss from "postcss";

const UNUSED = [
  "nhsuk-expander", "nhsuk-input-wrapper", "nhsuk-input--large", "nhsuk-card", "nhsuk-caption", "nhsuk-icon",
  "nhsuk-button--icon", "nhsuk-button--brand", "nhsuk-button--login", "nhsuk-button__content", "nhsuk-button--secondary-solid",
  "nhsuk-link--text-colour", "nhsuk-link--no-visited-state", "nhsuk-link--no-underline", "nhsuk-link-image", "nhsuk-body-l",
  "nhsuk-frontend-supported", "nhsuk-form-group--inline", "nhsuk-width-container-fluid", "nhsuk-fieldset__caption",
  "nhsuk-u-visually-hidden-focusable", "nhsuk-textarea--code", "nhsuk-input--code",
  "nhsuk-label--xl", "nhsuk-fieldset__legend--xl", "nhsuk-fieldset__legend--xxl", "nhsuk-heading-xxl", "conditional", "moz-focus-inner",
  // Fine tuning of the gaps between neighbours; coxa/_page.scss has one simple rule instead.
  ":has(+", "+h2", "+h3", "+h4", "+.nhsuk-heading", "nhsuk-body-m", "nhsuk-heading-xxs", "nhsuk-lede-text--small",
  "--reverse", "--small", "--disabled", "--search", "search", "prefix", "suffix", "--tick", "--cross",
];

const isUsed = (selector) => {
  const asserted = selector.replace(/:not\([^)]*\)/g, "");
  return !UNUSED.some((name) => asserted.includes(name));
};

const [source, target] = process.argv.slice(2);
const sheet = postcss.parse(readFileSync(source, "utf8").replace(/^\uFEFF/, ""));

sheet.walkRules((rule) => {
  const kept = rule.selectors.filter(isUsed);
  if (kept.length) rule.selectors = kept;
  else rule.remove();
});
sheet.walkAtRules("media", (media) => {
  media.params = media.params.replace(/,\s*\(-ms-high-contrast:\s*active\)/g, "");
  if (media.params.includes("\\0")) media.remove();
});
// Innermost first, so that a block left empty takes its empty parent with it.
for (let before = -1, now = 0; before !== now; ) {
  before = now;
  sheet.walkAtRules((rule) => {
    if (rule.nodes && !rule.nodes.length) { rule.remove(); now += 1; }
  });
}

// Brand colours become the custom properties of coxa/_device.scss, so that a theme can change them everywhere at once.
const named = new Map();
sheet.walkRules(":root", (rule) => rule.walkDecls(/^--coxa-/, (one) => { named.set(one.value.toLowerCase(), `var(${one.prop})`); }));
sheet.walkDecls((one) => {
  if (one.prop.startsWith("--")) return;
  one.value = one.value.replace(/#[0-9a-f]{3,8}\b/gi, (colour) => named.get(colour.toLowerCase()) ?? colour);
});
// Left and right become start and end, so that the same sheet serves languages written from right to left.
const SIDES = { left: "inline-start", right: "inline-end" };
const CORNERS = { "top-left": "start-start", "top-right": "start-end", "bottom-left": "end-start", "bottom-right": "end-end" };
sheet.walkDecls((one) => {
  one.prop = one.prop
    .replace(/^(margin|padding|border)-(left|right)/, (_, kind, side) => `${kind}-${SIDES[side]}`)
    .replace(/^(left|right)$/, (_, side) => `inset-${SIDES[side]}`)
    .replace(/^border-(top|bottom)-(left|right)-radius$/, (_, edge, side) => `border-${CORNERS[`${edge}-${side}`]}-radius`);
  if (one.prop === "text-align") one.value = one.value.replace("left", "start").replace("right", "end");
  if (one.prop === "float" || one.prop === "clear") one.value = one.value.replace(/^(left|right)$/, (_, side) => SIDES[side]);
  const four = one.value.split(" ");
  if (/^(margin|padding|border-width)$/.test(one.prop) && four.length === 4 && !one.value.includes("(") && four[1] !== four[3]) {
    const important = one.important;
    const [start, end] = ["block", "inline"].map((axis) => one.prop.replace(/^[a-z]+/, (kind) => `${kind}-${axis}`));
    one.before({ prop: start, value: `${four[0]} ${four[2]}`, important });
    one.replaceWith({ prop: end, value: `${four[3]} ${four[1]}`, important });
  }
});
writeFileSync(target, sheet.toString() + "\n");
