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
  noSuchSession: "There is no such session. Its link may be wrong, or it was deleted.",
  keyWanted:
    "The server wants a key that allows this. It was printed when the server first started, or is made with “livecaptions keys create”.",
  keyWrong: "The server does not take this key: it may be mistyped, have expired or been taken back.",
  serverFull: "The server is full: it captions as many streams as it can hold.",
  tryAgainIn: "Try again in {time}.",
  tryAgainLater: "Try again in a while.",

  // Home and studio

  // Watch, element and overlay
} as const;
