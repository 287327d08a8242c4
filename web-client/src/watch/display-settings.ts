/** How a viewer wants captions to look and to come; kept by the browser. */
export interface DisplaySettings {
  /** One of `sizes`: 1 is the usual size. */
  size: number;
  font: FontName;
  spacing: SpacingName;
  colors: ColorsName;
  view: ViewName;
  /** Whether names of speakers are shown. */
  names: boolean;
  /** Whether it is shown how they sound. */
  emotions: boolean;
  pace: PaceName;
}

export const sizes = [0.8, 1, 1.25, 1.5, 1.9, 2.4, 3] as const;

/** Kinds of type that every system has; those that people with low vision or dyslexia choose most come first where they are installed. */
export const fonts = {
  usual: "var(--font, system-ui, sans-serif)",
  clear: '"Atkinson Hyperlegible", "Lexend", Verdana, "DejaVu Sans", sans-serif',
  serif: 'Georgia, "Noto Serif", "DejaVu Serif", serif',
  mono: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  casual: '"OpenDyslexic", "Comic Neue", "Comic Sans MS", "Chalkboard SE", cursive',
} as const;
export type FontName = keyof typeof fonts;

/** Leading, and room between letters and words (WCAG 1.4.12). */
export const spacings = { usual: [1.4, 0, 0], wide: [1.7, 0.04, 0.08], wider: [2, 0.12, 0.16] } as const;
export type SpacingName = keyof typeof spacings;

/**
 * Ground, text and quiet text, and the theme that speakers' colours come from; `page` is as the page. Each of the others has a contrast of
 * 7 and more.
 */
export const colors = {
  page: undefined,
  white: ["#000000", "#ffffff", "#c8c8c8", "dark"],
  black: ["#ffffff", "#000000", "#3f3f3f", "light"],
  yellow: ["#000000", "#ffff00", "#d6d68a", "dark"],
  blue: ["#00004d", "#ffff66", "#d0d0ff", "dark"],
} as const;
export type ColorsName = keyof typeof colors;

export const views = ["both", "lines", "transcript"] as const;
export type ViewName = (typeof views)[number];

/** From as soon as words are heard, to only those that do not change any more. */
export const paces = ["fast", "steady", "calm"] as const;
export type PaceName = (typeof paces)[number];

export const usual: DisplaySettings = {
  size: 1,
  font: "usual",
  spacing: "usual",
  colors: "page",
  view: "both",
  names: true,
  emotions: false,
  pace: "fast",
};

const storageName = "livecaptions-display";

/** What was kept; what is not there, or is of another version, is as usual. */
export function keptSettings(): DisplaySettings {
  return settingsIn(localStorage.getItem(storageName));
}

export function keepSettings(settings: DisplaySettings): void {
  localStorage.setItem(storageName, JSON.stringify(settings));
}

export function settingsIn(text: string | null): DisplaySettings {
  const kept = parsed(text);
  const oneOf = <T>(value: unknown, values: readonly T[], otherwise: T) => (values.includes(value as T) ? (value as T) : otherwise);
  const namedIn = <T extends object>(value: unknown, values: T, otherwise: keyof T) =>
    oneOf(value, Object.keys(values) as (keyof T)[], otherwise);
  const flag = (value: unknown, otherwise: boolean) => (typeof value === "boolean" ? value : otherwise);
  return {
    size: oneOf<number>(kept.size, sizes, usual.size),
    font: namedIn(kept.font, fonts, usual.font),
    spacing: namedIn(kept.spacing, spacings, usual.spacing),
    colors: namedIn(kept.colors, colors, usual.colors),
    view: oneOf(kept.view, views, usual.view),
    names: flag(kept.names, usual.names),
    emotions: flag(kept.emotions, usual.emotions),
    pace: oneOf(kept.pace, paces, usual.pace),
  };
}

/** As custom properties of what shows captions. */
export function styleOf({ size, font, spacing, colors: name }: DisplaySettings): string {
  const [leading, letters, words] = spacings[spacing];
  const chosen = colors[name];
  const colored = chosen
    ? `color-scheme: ${chosen[3]}; --caption-ground: ${chosen[0]}; --caption-text: ${chosen[1]}; ` +
      `--caption-interim: ${chosen[1]}; --caption-quiet: ${chosen[2]};` +
      `--surface: ${chosen[0]}; --text: ${chosen[1]}; --quiet: ${chosen[2]};`
    : "";
  const shape = `--caption-leading: ${leading}; --caption-letters: ${letters}em; --caption-words: ${words}em;`;
  return `--caption-scale: ${size}; --caption-font: ${fonts[font]}; ${shape} ${colored}`;
}

function parsed(text: string | null): Partial<Record<keyof DisplaySettings, unknown>> {
  try {
    return (JSON.parse(text ?? "{}") as DisplaySettings | null) ?? {};
  } catch {
    return {};
  }
}
