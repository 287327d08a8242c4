import type { Paragraph } from "./paragraphs";

/**
 * Keeps paragraphs what they are on the page while cues go over from one to another, as they do when a speaker is put right:
 * a paragraph keeps the id that one of its cues was shown under, unless another has it, so what stays does not leave and come back.
 */
export class ParagraphKeys {
  private keyOfCue = new Map<string, string>();

  /** Takes all paragraphs that there are now, in order. */
  keep(paragraphs: readonly Paragraph[]): Paragraph[] {
    const taken = new Set<string>();
    const kept = paragraphs.map((paragraph) => {
      const id = paragraph.cues.map((cue) => this.keyOfCue.get(cue.id)).find((key) => key !== undefined && !taken.has(key));
      return { ...paragraph, id: this.take(id, paragraph, taken) };
    });
    this.keyOfCue = new Map(kept.flatMap(({ id, cues }) => cues.map((cue) => [cue.id, id])));
    return kept;
  }

  private take(kept: string | undefined, { cues }: Paragraph, taken: Set<string>): string {
    let key = kept ?? cues[0]!.id;
    // Its first cue may have left its own id to the paragraph that it came from.
    while (taken.has(key)) {
      key += "'";
    }
    taken.add(key);
    return key;
  }
}
