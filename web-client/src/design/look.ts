import { css } from "lit";

/** What buttons, fields, notes and cards look like everywhere: plain elements with a class, so that forms and labels work by themselves. */
export const look = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p {
    margin: 0;
  }
  h1 {
    font-size: 1.25rem;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1rem;
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
    min-height: var(--target);
    padding: 0.4rem var(--space-4);
    border: 1px solid var(--edge);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    font-weight: 550;
    text-decoration: none;
    white-space: nowrap;
    cursor: pointer;
    transition: border-color var(--quick), background-color var(--quick);
  }
  button:hover,
  .button:hover {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  button.primary,
  .button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  button.primary:hover,
  .button.primary:hover {
    background: color-mix(in srgb, var(--accent), var(--text) 15%);
  }
  /* Contrast themes put a ground of theirs behind letters: on a coloured button they would be gone. */
  @media (forced-colors: active) {
    button.primary,
    .button.primary {
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
      forced-color-adjust: none;
    }
    button.primary:hover,
    .button.primary:hover {
      background: Highlight;
      color: HighlightText;
    }
    button[aria-pressed="true"] {
      outline: 2px solid Highlight;
      outline-offset: -3px;
    }
    button:disabled {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
    mark {
      background: Mark;
      color: MarkText;
      forced-color-adjust: none;
    }
  }
  button.stop {
    border-color: var(--danger);
    color: var(--danger);
  }
  button.stop:hover {
    background: var(--danger-soft);
  }
  button.plain {
    border-color: transparent;
    background: none;
  }
  button.plain:hover {
    background: var(--accent-soft);
  }
  button.icon {
    width: var(--target);
    padding: 0;
  }
  button[aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  input,
  select,
  textarea {
    width: 100%;
    min-height: var(--target);
    padding: 0.4rem var(--space-3);
    border: 1px solid var(--edge);
    border-radius: var(--radius-small);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  input[type="file"] {
    padding: 0.35rem;
  }
  input[type="range"] {
    padding: 0;
    accent-color: var(--accent);
  }
  .field > span,
  .field > label,
  legend {
    display: block;
    margin-bottom: var(--space-1);
    padding: 0;
    font-weight: 550;
  }
  .field {
    display: block;
  }
  .field small,
  .hint {
    display: block;
    margin-top: var(--space-1);
    color: var(--quiet);
    font-size: var(--small);
    font-weight: 400;
  }
  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .check {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    min-height: 1.75rem;
  }
  .check input {
    flex: none;
    width: 1.15rem;
    height: 1.15rem;
    min-height: 0;
    margin: 0;
    accent-color: var(--accent);
  }
  :focus-visible {
    outline: var(--focus);
    outline-offset: 2px;
  }
  .quiet {
    color: var(--quiet);
  }
  .card {
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  .note {
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--line);
    border-inline-start: 5px solid var(--warn);
    border-radius: var(--radius);
    background: var(--surface);
    overflow-wrap: anywhere;
  }
  .note.bad {
    border-inline-start-color: var(--danger);
  }
  .note.good {
    border-inline-start-color: var(--good);
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
`;
