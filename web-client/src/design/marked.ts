import { html } from "lit";
import type { TextRange } from "../contract";

/** A text in which parts are marked; what it says is never taken for HTML. */
export function marked(text: string, ranges: readonly TextRange[]) {
  let done = 0;
  const pieces = ranges.map(({ start, length }) => {
    const before = text.slice(done, start);
    done = start + length;
    return html`${before}<mark>${text.slice(start, done)}</mark>`;
  });
  return html`${pieces}${text.slice(done)}`;
}
