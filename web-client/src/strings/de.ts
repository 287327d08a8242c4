import type { Strings } from "./strings";

export const de: Strings = {
  // Everywhere
  copy: "Kopieren",
  copied: "Kopiert",
  copyByHand: "Der Browser lässt die Seite nicht kopieren: Strg+C drücken.",
  show: "Anzeigen",
  hide: "Verbergen",
  close: "Schließen",
  cancel: "Abbrechen",
  save: "Speichern",
  download: "Herunterladen",
  language: "Sprache dieser Seite",
  help: "Hilfe",
  live: "live",
  connecting: "verbinden…",
  reconnecting: "neu verbinden…",
  finishing: "wird beendet…",
  finished: "beendet",
  failed: "fehlgeschlagen",

  // Home and studio

  // Watch, element and overlay
};
