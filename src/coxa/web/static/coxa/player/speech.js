// Spoken cues, by voices that are on the device: nothing that is said leaves it.

export class Voice {
  /**
   * @param {SpeechSynthesis | undefined} synthesis
   * @param {string} language such as "en-GB"
   */
  constructor(synthesis, language) {
    this.synthesis = synthesis;
    this.language = language;
    this.on = Boolean(synthesis);
    this.rate = 1;
  }

  /** @returns {SpeechSynthesisVoice | undefined} */
  local() {
    const wanted = this.language.toLowerCase().split("-")[0];
    const voices = this.synthesis?.getVoices() ?? [];
    return voices.find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(wanted));
  }

  /**
   * Say something; what was being said gives way. Without a local voice nothing is said.
   * @param {string} words
   */
  say(words) {
    if (!this.on || !this.synthesis || !words) return;
    const voice = this.local();
    if (!voice) return;
    this.synthesis.cancel();
    const said = new SpeechSynthesisUtterance(words);
    said.voice = voice;
    said.lang = voice.lang;
    said.rate = this.rate;
    this.synthesis.speak(said);
  }

  quiet() {
    this.synthesis?.cancel();
  }
}
