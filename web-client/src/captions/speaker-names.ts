import type { Cue, SpeakerMessage, WatchSnapshot } from "../contract";

interface KnownName {
  label: string;
  /** Of the message that said so. */
  seq: number;
}

/**
 * What the speakers of a session are called. Cues carry a name, and a rename tells another: the newest message counts, whichever
 * comes first, so a cue from before a rename does not bring the old name back.
 */
export class SpeakerNames {
  private readonly known = new Map<string, KnownName>();

  labelOf(id: string): string | undefined {
    return this.known.get(id)?.label;
  }

  /** @returns whether the speaker was called otherwise before */
  hear({ id, label, seq }: Pick<SpeakerMessage, "id" | "label" | "seq">): boolean {
    return seq > (this.known.get(id)?.seq ?? -Infinity) && this.learn(id, { label, seq });
  }

  /** The session's names are as new as anything that came with them. @returns ids of who was called otherwise before */
  hearSnapshot({ session, cues, seq }: WatchSnapshot): string[] {
    const newest = cues.reduce((latest, cue) => Math.max(latest, cue.seq), seq);
    return (session.speakers ?? [])
      .filter(({ id, label }) => newest >= (this.known.get(id)?.seq ?? -Infinity) && this.learn(id, { label, seq: newest }))
      .map(({ id }) => id);
  }

  /** The cue with its speaker's newest name. */
  named(cue: Cue): Cue {
    const label = cue.speaker && this.labelOf(cue.speaker.id);
    return label === undefined || label === cue.speaker!.label ? cue : { ...cue, speaker: { ...cue.speaker!, label } };
  }

  private learn(id: string, name: KnownName): boolean {
    const before = this.labelOf(id);
    this.known.set(id, name);
    return before !== undefined && before !== name.label;
  }
}
