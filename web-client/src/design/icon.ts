import { html, svg } from "lit";

/** Strokes in a box of 24. */
const paths = {
  microphone: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3",
  screen: "M3 5h18v11H3zM8 20h8M12 16v4",
  broadcast:
    "M12 13a1 1 0 1 0 0-2a1 1 0 0 0 0 2zM8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  link: "M10 14a4 4 0 0 0 5.7 0l3.2-3.2a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.2 3.2a4 4 0 0 0 5.7 5.7l1.2-1.2",
  copy: "M9 9h11v12H9zM5 15H4V3h11v2",
  download: "M12 3v12M7 10l5 5l5-5M4 20h16",
  pause: "M8 5v14M16 5v14",
  play: "M7 4l13 8l-13 8z",
  stop: "M6 6h12v12H6z",
  share: "M12 15V3M8 7l4-4l4 4M5 12v8h14v-8",
  settings: "M4 7h10M18 7h2M16 5v4M4 17h4M12 17h8M10 15v4",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13a6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21",
  down: "M6 9l6 6l6-6",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  undo: "M8 5L4 9l4 4M4 9h10a5 5 0 0 1 0 10H9",
  redo: "M16 5l4 4l-4 4M20 9H10a5 5 0 0 0 0 10h5",
  smaller: "M3 19L8.5 5L14 19M5 15h7M17 9h5",
  larger: "M3 19L8.5 5L14 19M5 15h7M16.5 9h6M19.5 6v6",
  text: "M4 6h16M4 12h16M4 18h10",
  flag: "M6 21V4M6 4h12l-3 4l3 4H6",
  help: "M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.5",
} as const;

export type IconName = keyof typeof paths;

/** A small drawing in the text's colour; words beside it say what it is. */
export function icon(name: IconName) {
  return html`<svg
    class="glyph"
    viewBox="0 0 24 24"
    width="20"
    height="20"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<path d=${paths[name]} />`}
  </svg>`;
}
