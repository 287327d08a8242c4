import { css } from "lit";

/** What the transcript of viewers looks like. */
export const transcriptLook = css`
  :host {
    position: relative;
    display: flex;
    min-height: 0;
  }
  .scroll {
    flex: 1;
    padding: 0.75rem 1rem;
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
  }
  .all {
    position: relative;
    max-width: 44em;
    margin: 0 auto;
    font-family: var(--caption-font, inherit);
    font-size: calc(1.05rem * var(--caption-scale, 1));
    line-height: calc(var(--caption-leading, 1.4) + 0.1);
    letter-spacing: var(--caption-letters, 0);
    word-spacing: var(--caption-words, 0);
    overflow-wrap: anywhere;
  }
  .item {
    position: absolute;
    inset-inline: 0;
    top: 0;
    padding-bottom: 0.8em;
  }
  /* Not to be seen at a place that was only guessed. */
  .item.guessed {
    visibility: hidden;
  }
  .paragraph {
    display: grid;
    grid-template-columns: 3.6em 1fr;
    gap: 0 0.75em;
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
    border-inline-start: 3px solid var(--speaker);
  }
  .who {
    color: var(--speaker);
  }
  .gap {
    display: flex;
    align-items: center;
    gap: 0.6em;
    color: var(--quiet);
    font-size: 0.85em;
  }
  .gap::before,
  .gap::after {
    flex: 1;
    border-top: 1px dashed var(--edge);
    content: "";
  }
  mark {
    border-radius: 3px;
    background: #ffe26a;
    color: #14171c;
  }
  mark.current {
    background: #ff9632;
    outline: 2px solid #14171c;
  }
  .jump {
    position: absolute;
    bottom: 0.75rem;
    left: 50%;
    border-radius: var(--radius-round);
    box-shadow: var(--shadow-high);
    transform: translateX(-50%);
  }
  @media (max-width: 30rem) {
    .scroll {
      padding: 0.6rem 0.75rem;
    }
    .paragraph {
      grid-template-columns: 1fr;
    }
    .when {
      text-align: start;
    }
  }
`;
