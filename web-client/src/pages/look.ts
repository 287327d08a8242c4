import { css } from "lit";

/** What buttons, fields and notes look like everywhere. */
export const look = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  p {
    margin: 0;
  }
  h1 {
    font-size: 1.25rem;
    line-height: 1.3;
  }
  a {
    color: var(--accent);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: 2.75rem;
    padding: 0.4rem 1rem;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-weight: 550;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover,
  .button:hover {
    border-color: var(--accent);
  }
  button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.stop {
    border-color: var(--danger);
    color: var(--danger);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  input,
  select {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.4rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  .check {
    display: flex;
    gap: 0.5rem;
    align-items: center;
  }
  .check input {
    flex: none;
    width: auto;
    min-height: 0;
    accent-color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .quiet {
    color: var(--quiet);
  }
  .note {
    padding: 0.75rem 1rem;
    border: 1px solid var(--line);
    border-left: 5px solid var(--warn);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .note.bad {
    border-left-color: var(--danger);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: no-preference) {
    button,
    .button {
      transition: border-color 0.15s;
    }
  }
`;
