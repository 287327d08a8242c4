import type { Cue } from "../contract";

/** Seconds for which words of a live session stay, at least. */
const least = 2;

/**
 * Finals as captions of a video's own, which its player shows, also in full screen. With an offset they stand where they were said; without
 * one, for live pictures, where the video is when they come.
 */
export class VideoTrack {
  private readonly track: TextTrack;
  private readonly cues = new Map<string, { cue: VTTCue; revision: number }>();

  /** @param offset seconds of the video at which the session begins; undefined where the video is live */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly offset: number | undefined,
    label: string,
    language: string,
  ) {
    this.track = video.addTextTrack("captions", label, language);
    this.track.mode = "showing";
  }

  take({ id, revision, kind, start, end, text, speaker }: Cue): void {
    const known = this.cues.get(id);
    if (kind !== "final" || (known && known.revision > revision)) {
      return;
    }
    const from = known?.cue.startTime ?? (this.offset === undefined ? this.video.currentTime : Math.max(0, start + this.offset));
    if (known) {
      this.track.removeCue(known.cue);
      this.cues.delete(id);
    }
    if (text !== "") {
      const cue = new VTTCue(
        from,
        from + (this.offset === undefined ? Math.max(least, end - start) : end - start),
        escaped(speaker ? `${speaker.label}: ${text}` : text),
      );
      this.track.addCue(cue);
      this.cues.set(id, { cue, revision });
    }
  }

  /** Nothing is left of it in the video. */
  remove(): void {
    this.cues.forEach(({ cue }) => this.track.removeCue(cue));
    this.cues.clear();
    this.track.mode = "disabled";
  }
}

/** A cue's text is markup. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

