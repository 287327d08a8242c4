import { css } from "lit";

/** What the studio looks like, beside what all pages share. */
export const studioLook = css`
  .page {
    display: flex;
    flex-direction: column;
    gap: var(--space-3);
    max-width: 96rem;
    min-height: 100dvh;
    margin: 0 auto;
    padding: var(--space-3) var(--space-4);
  }
  main {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: var(--space-3);
    min-height: 0;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
    align-items: center;
  }
  header h1 {
    flex: 1 1 8rem;
    min-width: 0;
  }
  /* It gets the focus for who hears the page, not to be used. */
  header h1:focus-visible {
    outline: none;
  }
  lc-level {
    flex: 0 1 16rem;
  }
  .actions {
    margin-inline-start: auto;
  }
  lc-studio-captions {
    height: calc(100dvh - 8rem);
    min-height: 24rem;
  }
  .panels {
    min-width: 0;
  }
  .panels > section {
    padding: 0 var(--space-4);
    border: 1px solid var(--line);
    border-bottom-width: 0;
    background: var(--surface);
  }
  .panels > section:first-child {
    border-start-start-radius: var(--radius);
    border-start-end-radius: var(--radius);
  }
  .panels > section:last-child {
    border-bottom-width: 1px;
    border-end-start-radius: var(--radius);
    border-end-end-radius: var(--radius);
  }
  progress {
    width: 100%;
    height: 0.75rem;
    accent-color: var(--accent);
  }
  .source {
    overflow-wrap: anywhere;
  }
  main.alone {
    display: grid;
    gap: var(--space-4);
    align-content: start;
    /* Not a margin: it would be the page's, and the page would jump when the session is there. */
    padding: clamp(1rem, 8vh, 5rem) var(--space-4);
    max-width: var(--narrow);
    margin: 0 auto;
  }
  form.card {
    display: grid;
    gap: var(--space-3);
    justify-items: start;
  }
  form.card .field {
    width: 100%;
  }
  @media (max-width: 59.99rem) {
    lc-studio-captions {
      height: calc(100dvh - 9.5rem);
    }
    lc-brand {
      display: none;
    }
    /* Title and state, then level and buttons: there is no room for the level behind the shortest state. */
    header h1 {
      flex-basis: calc(100% - 12rem);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    lc-level {
      flex: 1 1 7rem;
      min-width: 0;
    }
    .word {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (min-width: 60rem) {
    .page {
      height: 100dvh;
      min-height: 30rem;
    }
    .body {
      display: grid;
      flex: 1;
      grid-template-columns: minmax(0, 1fr) minmax(19rem, 24rem);
      gap: var(--space-4);
      min-height: 0;
    }
    lc-studio-captions {
      height: auto;
      min-height: 0;
    }
    .panels {
      overflow-y: auto;
      overscroll-behavior: contain;
    }
  }
`;
