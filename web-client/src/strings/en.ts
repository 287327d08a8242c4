/** English: the language that all others are checked against. */
export const en = {
  // Everywhere
  copy: "Copy",
  copied: "Copied",
  copyByHand: "The browser does not let the page copy: press Ctrl+C.",
  show: "Show",
  hide: "Hide",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  download: "Download",
  language: "Language of this page",
  help: "Help",
  live: "live",
  connecting: "connecting…",
  reconnecting: "reconnecting…",
  finishing: "finishing…",
  finished: "finished",
  failed: "failed",

  // Home and studio

  // Watch, element and overlay
} as const;
