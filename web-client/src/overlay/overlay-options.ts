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
}

const color = /^(?:#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,30}|(?:rgb|hsl)a?\([\d.,%/\s]{3,60}\))$/i;
const bareHex = /^(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/**
 * Reads an overlay's address. What it cannot use counts as not said: on air, a wrong parameter must not show.
 *
 * @param query such as `?size=48&align=center`
 */
export function overlayOptions(query: string): OverlayOptions {
  const asked = new URLSearchParams(query);
  const number = (name: string, least: number, most: number) => {
    const text = asked.get(name)?.trim();
    const value = Number(text);
    return text && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined;
  };
  const oneOf = <T extends string>(name: string, values: readonly [T, ...T[]]) =>
    values.find((value) => value === asked.get(name)?.trim().toLowerCase()) ?? values[0];
  const colored = (name: string, otherwise: string) => {
    const text = asked.get(name)?.trim() ?? "";
    return bareHex.test(text) ? `#${text}` : color.test(text) ? text : otherwise;
  };
  const flag = (name: string) => !["0", "false", "no", "off"].includes(asked.get(name)?.trim().toLowerCase() ?? "");
  const font = asked.get("font")?.replaceAll(/[^\p{L}\p{N} ,'"_-]/gu, "").trim();

  return {
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
    interim: flag("interim"),
    hide: number("hide", 0, 3600) ?? 8,
    speakers: flag("speakers"),
    emotions: asked.has("emotions") && flag("emotions"),
  };
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
