/** What the server and this client say to each other. Times are seconds from the session's first sample. */
export * from "./cue";
export * from "./session";
export * from "./library";
export * from "./administration";
export * from "./sink";
export * from "./asking";
