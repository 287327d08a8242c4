/** What the editor does by a key. */
export type EditorCommand =
  | "play"
  | "replay"
  | "back"
  | "forward"
  | "previous"
  | "next"
  | "unsure"
  | "unsureBefore"
  | "mark"
  | "nextMark"
  | "markBefore"
  | "closer"
  | "farther"
  | "split"
  | "merge"
  | "remove"
  | "startEarlier"
  | "startLater"
  | "endEarlier"
  | "endLater"
  | "undo"
  | "redo"
  | "replace"
  | `speaker${number}`;

/** Keys by their place on the keyboard, all with Alt: they do the same while somebody types. A trailing `+` wants Shift, too. */
export const editorKeys: Readonly<Record<string, EditorCommand>> = {
  KeyK: "play",
  KeyP: "replay",
  KeyJ: "back",
  KeyL: "forward",
  ArrowUp: "previous",
  ArrowDown: "next",
  KeyU: "unsure",
  "KeyU+": "unsureBefore",
  KeyB: "mark",
  KeyN: "nextMark",
  "KeyN+": "markBefore",
  Equal: "closer",
  "Equal+": "closer",
  NumpadAdd: "closer",
  Minus: "farther",
  NumpadSubtract: "farther",
  Enter: "split",
  KeyM: "merge",
  Backspace: "remove",
  Comma: "startEarlier",
  Period: "startLater",
  "Comma+": "endEarlier",
  "Period+": "endLater",
  KeyZ: "undo",
  "KeyZ+": "redo",
  KeyR: "replace",
};

/** The command of a key that is pressed, if it is one. */
export function commandOf({ code, altKey, shiftKey, ctrlKey, metaKey, isComposing }: KeyboardEvent): EditorCommand | undefined {
  if (!altKey || ctrlKey || metaKey || isComposing) {
    return undefined;
  }
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return digit && !shiftKey ? `speaker${Number(digit)}` : editorKeys[shiftKey ? `${code}+` : code];
}
