import { css } from "lit";

/** Where the parts of the editor are. */
export const editorLook = css`
  :host {
    display: grid;
    gap: var(--space-3);
    min-height: 0;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(20rem, 26rem);
    grid-template-rows: minmax(0, 1fr);
    gap: var(--space-4);
    min-height: 0;
  }
  .side {
    display: grid;
    gap: var(--space-2);
    align-content: start;
    min-width: 0;
    overflow-y: auto;
  }
  @media (max-width: 59.99rem) {
    .body {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto;
    }
    /* What is edited, then where that is, then what there is besides. */
    .side {
      display: contents;
    }
    .side > :not(lc-disclosure) {
      order: -1;
    }
    lc-cue-rows {
      height: 60dvh;
    }
  }
`;
