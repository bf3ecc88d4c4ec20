// Who shows it, as a person chose at a figure; it is kept on the device.

const KEPT = "coxa-figure";

const settings = document.documentElement.dataset;
const against = `${settings.body || ""} ${settings.skin || ""}`;

const kept = () => {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT)) || {};
    return (found.against ?? " ") === against ? found : {};
  } catch { return {}; }
};

/** What was chosen at a figure since the settings page was last changed, else what the settings say. */
export const chosen = () => ({ body: settings.body, skin: settings.skin, ...kept() });

export const remember = (changes) => {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...changes, against }));
  } catch { /* a private window keeps nothing */ }
};
