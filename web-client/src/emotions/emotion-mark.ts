import { css, html, svg } from "lit";
import type { ShownEmotion } from "./emotion-changes";

const eyes = "M5.6 6.2v.6M10.4 6.2v.6";

/** Faces as strokes in a box of 16: drawn here, since not every system has them among its letters. */
const faces: Record<ShownEmotion, string> = {
  happy: `${eyes}M5 9.6q3 3 6 0`,
  sad: `${eyes}M5 11.6q3-3 6 0`,
  angry: `M4.4 5.2l2.4 1.2M11.6 5.2l-2.4 1.2M6.2 7.2v.4M9.8 7.2v.4M5.6 11.2h4.8`,
  fearful: `M4.6 5.4l1.8-1M11.4 5.4l-1.8-1M5.8 7v.6M10.2 7v.6M4.8 11q.8-1.2 1.6 0t1.6 0 1.6 0 1.6 0`,
  disgusted: `M4.8 6h1.8M9.4 6h1.8M5 11.2q1.4-2 3-.8t3-.6`,
  surprised: `${eyes}M6.6 10.8a1.4 1.6 0 1 0 2.8 0a1.4 1.6 0 1 0-2.8 0`,
};

/** The words begin to sound so: a small face and the word. Screen readers are told that it is about the sound. */
export function emotionMark(emotion: ShownEmotion) {
  return html`<span class="emotion" title="How it sounds, as the program guesses"
    ><svg viewBox="0 0 16 16" aria-hidden="true">${svg`<circle cx="8" cy="8" r="7" /><path d=${faces[emotion]} />`}</svg
    ><span class="unseen">(sounds </span>${emotion}<span class="unseen">)</span></span
  > `;
}

/** Goes with `look`. */
export const emotionMarkStyle = css`
  .emotion {
    color: var(--quiet);
    font-size: 0.85em;
    white-space: nowrap;
  }
  .emotion svg {
    width: 1.15em;
    height: 1.15em;
    margin-inline-end: 0.3em;
    vertical-align: -0.2em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.3;
    stroke-linecap: round;
  }
`;
