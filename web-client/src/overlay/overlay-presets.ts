/** Looks to begin with, as parameters of the overlay's address. */
export const presets = {
  usual: {},
  outline: { background: "transparent", outline: "000000", outlineWidth: "3", weight: "700" },
  broadcast: { color: "ffff00", background: "000000", align: "center", font: "Arial" },
  big: { size: "72", lines: "3", width: "90", weight: "700" },
  calm: { interim: "0", hide: "12" },
} as const satisfies Record<string, Record<string, string>>;
export type PresetName = keyof typeof presets;

/** What the form of the builder has, as texts; what is as usual is not said in the address. */
export interface Look {
  size: string;
  lines: string;
  color: string;
  ground: string;
  /** Per cent. */
  opacity: number;
  outlineWidth: string;
  position: string;
  align: string;
  interim: boolean;
  speakers: boolean;
}

const usualLook: Look = {
  size: "",
  lines: "2",
  color: "#ffffff",
  ground: "#000000",
  opacity: 70,
  outlineWidth: "0",
  position: "bottom",
  align: "left",
  interim: true,
  speakers: true,
};

export function lookOf(preset: PresetName): Look {
  const asked: Record<string, string> = presets[preset];
  return {
    ...usualLook,
    size: asked.size ?? usualLook.size,
    lines: asked.lines ?? usualLook.lines,
    color: asked.color ? `#${asked.color}` : usualLook.color,
    opacity: asked.background === "transparent" ? 0 : asked.background === "000000" ? 100 : usualLook.opacity,
    outlineWidth: asked.outlineWidth ?? usualLook.outlineWidth,
    align: asked.align ?? usualLook.align,
    interim: asked.interim !== "0",
  };
}

/** The query of the overlay's address, a `?` before it where there is one. */
export function queryOf(preset: PresetName, look: Look): string {
  const query = new URLSearchParams(presets[preset]);
  const say = (name: string, value: string, isUsual: boolean) => (isUsual ? query.delete(name) : query.set(name, value));
  say("size", look.size, look.size === "");
  say("lines", look.lines, look.lines === "2");
  say("color", look.color.slice(1), look.color === "#ffffff");
  const alpha = Math.round((look.opacity * 255) / 100)
    .toString(16)
    .padStart(2, "0");
  say(
    "background",
    look.opacity === 0 ? "transparent" : `${look.ground.slice(1)}${alpha === "ff" ? "" : alpha}`,
    look.ground === "#000000" && look.opacity === 70,
  );
  say("outlineWidth", look.outlineWidth, look.outlineWidth === "0");
  if (look.outlineWidth === "0") {
    query.delete("outline");
  }
  say("position", look.position, look.position === "bottom");
  say("align", look.align, look.align === "left");
  say("interim", "0", look.interim);
  say("speakers", "0", look.speakers);
  return query.size > 0 ? `?${query}` : "";
}

/** A session's id, also out of a link to one of its pages; empty where there is none. */
export function sessionIn(text: string): string {
  const linked = /\/(?:watch|overlay|studio)\/([^/?#]+)/.exec(text)?.[1];
  return linked ? decodeURIComponent(linked) : /^[\w-]+$/.test(text.trim()) ? text.trim() : "";
}
