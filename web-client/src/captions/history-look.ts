import { css } from "lit";

/** What the transcript of the studio looks like. */
export const historyLook = css`
  :host {
    position: relative;
    display: flex;
    min-height: 0;
  }
  .scroll {
    flex: 1;
    padding: 1rem;
    overflow-y: auto;
    overscroll-behavior: contain;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .text {
    max-width: 44em;
    margin: 0 auto;
    font-size: calc(1.05rem * var(--caption-scale, 1));
    overflow-wrap: anywhere;
  }
  .paragraph {
    display: grid;
    grid-template-columns: 3.6em 1fr;
    gap: 0 0.75em;
    margin-bottom: 0.8em;
    content-visibility: auto;
    contain-intrinsic-size: auto 3em;
    /* Room for the ring around a name that has the focus. */
    overflow-clip-margin: 0.4em;
  }
  .when {
    padding-top: 0.2em;
    color: var(--quiet);
    font-size: 0.8em;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .spoken {
    padding-inline-start: 0.6em;
    border-inline-start: 2px solid var(--speaker);
  }
  .who {
    color: var(--speaker);
  }
  span.cue {
    border-radius: 4px;
    cursor: text;
  }
  span.cue:hover {
    background: var(--accent-soft);
  }
  button.cue {
    display: inline;
    min-height: 0;
    padding: 0 0.15em;
    border-color: var(--line);
    border-radius: 4px;
    background: none;
    font: inherit;
    text-align: start;
    white-space: normal;
  }
  .jump {
    position: absolute;
    inset-block-end: 1rem;
    inset-inline: 0;
    width: max-content;
    margin-inline: auto;
    box-shadow: var(--shadow-high);
  }
  @media (max-width: 30rem) {
    .paragraph {
      grid-template-columns: 1fr;
    }
    .when {
      text-align: start;
    }
  }
`;
