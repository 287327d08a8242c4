import { css, html } from "lit";
import { clock } from "../captions/paragraphs";
import type { CitedCue } from "../contract";

export const citedLook = css`
  .cited {
    display: grid;
    gap: 2px;
    max-height: 16rem;
    margin: 0;
    padding: 2px;
    overflow-y: auto;
    list-style: none;
  }
  .cited button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--space-2);
    align-items: baseline;
    justify-content: start;
    width: 100%;
    min-height: 2.25rem;
    padding: 0.2rem var(--space-2);
    font-size: var(--small);
    font-weight: 400;
    white-space: normal;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .when {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
`;

/** Lines of the transcript to go to. */
export function citedCues(cues: readonly CitedCue[], label: string, jump: (cue: CitedCue) => void) {
  return html`<ul class="cited" aria-label=${label}>
    ${cues.map(
      (cue) =>
        html`<li>
          <button class="plain" @click=${() => jump(cue)}><span class="when">${clock(cue.start)}</span> <bdi>${cue.text}</bdi></button>
        </li>`,
    )}
  </ul>`;
}
