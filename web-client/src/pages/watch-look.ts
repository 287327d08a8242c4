import { css } from "lit";

/** What the page for viewers looks like, beside what all pages share. */
export const watchLook = css`
  main {
    display: flex;
    flex-direction: column;
    gap: 0.6rem;
    max-width: 64rem;
    height: 100dvh;
    min-height: 20rem;
    margin: 0 auto;
    padding: 0.75rem;
    container-type: inline-size;
  }
  header {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: var(--space-3);
  }
  h1 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  lc-state {
    white-space: nowrap;
  }
  .tools {
    display: flex;
    gap: var(--space-2);
  }
  .tools button {
    flex: none;
    padding: 0.3rem 0.8rem;
  }
  .tools select {
    flex: 1 1 6.5rem;
    width: auto;
    max-width: 12rem;
  }
  .tools .last {
    margin-inline-start: auto;
  }
  .note {
    padding-block: var(--space-2);
  }
  lc-transcript {
    flex: 1 1 8rem;
  }
  lc-live-view.alone {
    flex: 1;
    display: grid;
    align-content: end;
  }
  .late {
    opacity: 0.6;
  }
  /* Shown all at once when there is something to show: nothing jumps. */
  .early lc-transcript,
  .early lc-live-view {
    visibility: hidden;
  }
  /* That it connects is worth a word only where it takes a while. */
  .early lc-state {
    animation: appear 0s 1s both;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
  main.hall {
    max-width: none;
    padding: 0;
    background: var(--caption-ground);
  }
  .hall lc-live-view {
    flex: 1;
    display: grid;
    align-content: center;
    border-radius: 0;
  }
  .leave {
    position: absolute;
    inset-block-start: 0.75rem;
    inset-inline-end: 0.75rem;
    border-color: var(--caption-quiet);
    background: var(--caption-ground);
    color: var(--caption-text);
  }
  .refused {
    align-self: center;
    display: grid;
    gap: var(--space-4);
    width: min(100%, 34rem);
    margin-block: auto;
  }
  @container (max-width: 44rem) {
    .tools {
      flex-wrap: wrap;
    }
    /* Where there is no room for it, it goes below alone. */
    .tools select {
      order: 1;
    }
    .tools button {
      width: var(--target);
      padding: 0;
    }
    .tools span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
`;
