import { css } from "lit";

/** What the form to start with looks like. */
export const startLook = css`
  form {
    display: grid;
    gap: var(--space-4);
    box-shadow: var(--shadow);
  }
  .tiles {
    display: grid;
    gap: var(--space-2);
    grid-template-columns: repeat(6, minmax(min-content, 1fr));
  }
  .tile {
    grid-column: span 2;
  }
  /* Five: three and two; four: two and two. On a phone two in a row, and the last of five alone. */
  .tile:nth-child(n + 4),
  .tiles:not(:has(:nth-child(5))) .tile {
    grid-column: span 3;
  }
  @media (max-width: 36rem) {
    .tiles .tile.tile {
      grid-column: span 3;
    }
    .tiles .tile.tile:nth-child(5) {
      grid-column: span 6;
    }
  }
  @media (max-width: 22rem) {
    .tiles .tile.tile {
      grid-column: span 6;
    }
  }
  .tile {
    display: flex;
    position: relative;
    gap: var(--space-2);
    align-items: center;
    min-height: 3.25rem;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-small);
    line-height: 1.25;
    cursor: pointer;
    transition: background-color var(--quick);
  }
  .tile:hover {
    background: var(--accent-soft);
  }
  .tile:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
    box-shadow: inset 0 0 0 1px var(--accent);
  }
  @media (forced-colors: active) {
    .tile:has(:checked) {
      outline: 3px solid Highlight;
    }
  }
  .tile:has(:focus-visible) {
    outline: var(--focus);
    outline-offset: 2px;
  }
  .tile .glyph {
    flex: none;
    color: var(--accent);
  }
  .tile input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .tile b {
    font-weight: 550;
  }
  .options {
    display: grid;
    gap: var(--space-3);
  }
  .few {
    max-width: 8rem;
  }
  .primary {
    min-height: 3.25rem;
    font-size: 1.1rem;
  }
  .optional {
    font-weight: 400;
  }
`;
