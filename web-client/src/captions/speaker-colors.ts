/** In the light and in the dark, each with a contrast of 4.5 and more to the page's surface (WCAG 1.4.3). */
export const speakerColors = [
  ["#1a56c4", "#8ab4ff"],
  ["#9a4500", "#ffb37a"],
  ["#0b6e5f", "#5fd6c3"],
  ["#8a2a8f", "#e59cea"],
  ["#5f6600", "#ccd35c"],
  ["#b0214f", "#ff9bb5"],
  ["#4b3fb5", "#b7aeff"],
  ["#7a4a2b", "#dfb595"],
] as const;

/** CSS color of a speaker: the same for an id everywhere and always. Where there are more speakers than colors, names tell them apart. */
export function speakerColor(id: string): string {
  const number = Number(/\d+$/.exec(id)?.[0] ?? 1);
  const [light, dark] = speakerColors[(number + speakerColors.length - 1) % speakerColors.length]!;
  return `light-dark(${light}, ${dark})`;
}
