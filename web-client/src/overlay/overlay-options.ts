/** How an overlay looks and behaves: what its address says, the rest by default. Lengths in CSS pixels, times in seconds. */
export interface OverlayOptions {
  font: string;
  /** Undefined: as fits the height of the picture. */
  size: number | undefined;
  weight: number;
  lines: number;
  /** Per cent of the picture's width. */
  width: number;
  color: string;
  background: string;
  outline: string;
  outlineWidth: number;
  position: "bottom" | "middle" | "top";
  /** From the edge of the picture; undefined: as fits its height. */
  margin: number | undefined;
  align: "left" | "center" | "right";
  /** How much later than they come captions are shown, for pictures that are late themselves. */
  delay: number;
  /** Whether words are shown that may still change. */
  interim: boolean;
  /** After so long without new words the lines go; 0 keeps them. */
  hide: number;
  /** Whether names of speakers are shown. */
  speakers: boolean;
  /** Whether it is shown how they sound. */
  emotions: boolean;
  /** Language of a translation that is shown below what is said; empty for none. */
  second: string;
}

const color = /^(?:#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,30}|(?:rgb|hsl)a?\([\d.,%/\s]{3,60}\))$/i;
const bareHex = /^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** Whether a text is a colour: what looks like one may be no name that browsers know, and would leave letters black. */
export type IsColor = (text: string) => boolean;

const browserKnows: IsColor = (text) => typeof CSS === "undefined" || CSS.supports("color", text);

/**
 * Reads an overlay's address. What it cannot use counts as not said: on air, a wrong parameter must not show. `overlayProblems` tells of
 * them.
 *
 * @param query such as `?size=48&align=center`
 */
export function overlayOptions(query: string, isColor = browserKnows): OverlayOptions {
  return read(query, isColor).options;
}

/** What in an overlay's address cannot be used, a line each; empty where all is well. */
export function overlayProblems(query: string, isColor = browserKnows): string[] {
  return read(query, isColor).problems;
}

/** What an address may say besides: who may watch, and how the page is to behave. */
const others = ["access_token", "preview"];

function read(query: string, isColor: IsColor): { options: OverlayOptions; problems: string[] } {
  const asked = new URLSearchParams(query);
  const problems: string[] = [];
  const known = new Set(others);
  const textOf = (name: string) => {
    known.add(name);
    return asked.get(name)?.trim() ?? "";
  };
  const unusable = (name: string, allowed: string) => void problems.push(`${name}=${asked.get(name)} is not used: ${name} is ${allowed}.`);
  const number = (name: string, least: number, most: number) => {
    const text = textOf(name);
    const value = Number(text);
    if (text === "" || (Number.isFinite(value) && value >= least && value <= most)) {
      return text === "" ? undefined : value;
    }
    unusable(name, `a number from ${least} to ${most}`);
    return undefined;
  };
  const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]) => {
    const text = textOf(name).toLowerCase();
    const value = values.find((one) => one === text);
    if (value === undefined && text !== "") {
      unusable(name, `one of ${values.join(", ")}`);
    }
    return value ?? values[0];
  };
  const colored = (name: string, otherwise: string) => {
    const text = textOf(name);
    const value = bareHex.test(text) ? `#${text}` : color.test(text) && isColor(text) ? text : undefined;
    if (value === undefined && text !== "") {
      unusable(name, "a colour such as ffff00, 00000080 or white");
    }
    return value ?? otherwise;
  };
  const flag = (name: string, otherwise: boolean) => {
    const text = textOf(name).toLowerCase();
    const value = ["1", "true", "yes", "on"].includes(text) ? true : ["0", "false", "no", "off"].includes(text) ? false : undefined;
    if (value === undefined && text !== "") {
      unusable(name, "1 or 0");
    }
    return value ?? otherwise;
  };
  const tag = (name: string) => {
    const text = textOf(name);
    const isTag = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(text);
    if (!isTag && text !== "") {
      unusable(name, "a language that the session is translated into, such as de");
    }
    return isTag ? text : "";
  };
  const font = textOf("font").replaceAll(/[^\p{L}\p{N} ,'"_-]/gu, "").trim();

  const options: OverlayOptions = {
    font: `${font ? `${quoted(font)}, ` : ""}system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif`,
    size: number("size", 8, 400),
    weight: number("weight", 100, 900) ?? 600,
    lines: Math.round(number("lines", 1, 8) ?? 2),
    width: number("width", 10, 100) ?? 80,
    color: colored("color", "#ffffff"),
    background: colored("background", "#000000b3"),
    outline: colored("outline", "#000000"),
    outlineWidth: number("outlineWidth", 0, 20) ?? (asked.has("outline") ? 3 : 0),
    position: oneOf("position", ["bottom", "middle", "top"]),
    margin: number("margin", 0, 2000),
    align: oneOf("align", ["left", "center", "right"]),
    delay: number("delay", 0, 60) ?? 0,
    interim: flag("interim", true),
    hide: number("hide", 0, 3600) ?? 8,
    speakers: flag("speakers", true),
    emotions: flag("emotions", false),
    second: tag("second"),
  };
  for (const name of new Set(asked.keys())) {
    if (!known.has(name)) {
      const meant = [...known].find((one) => isNearly(one, name));
      problems.push(`${name} is no parameter${meant ? `: is ${meant} meant?` : ". docs/obs.md has all that there are."}`);
    }
  }
  if (options.second) {
    options.lines = Math.max(2, options.lines);
  }
  return { options, problems };
}

/** Whether two names differ by case, or by a letter that is wrong, missing, doubled, or in its neighbour's place. */
function isNearly(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  let from = 0;
  while (from < a.length && a[from] === b[from]) {
    from++;
  }
  let to = 0;
  while (to < Math.min(a.length, b.length) - from && a.at(-1 - to) === b.at(-1 - to)) {
    to++;
  }
  return Math.max(a.length, b.length) - from - to <= 2 && Math.abs(a.length - b.length) <= 1;
}

/** Names of fonts, each in quotes. */
function quoted(fonts: string): string {
  return fonts
    .split(",")
    .map((font) => font.replaceAll(/["']/g, "").trim())
    .filter(Boolean)
    .map((font) => `"${font}"`)
    .join(", ");
}
