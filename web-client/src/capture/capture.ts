import { CaptureError } from "./capture-error";
import { t } from "../strings/strings";
import { preferredSampleRate } from "./pcm";
import workletUrl from "./pcm-worklet?worker&url";
import { openFile, openMicrophone, openTab, type SoundSource, type SourceKind } from "./sources";

export interface CaptureEvents {
  /** The next samples, mono floats; about 25 times a second. */
  samples(samples: Float32Array): void;
  /** The source ended by itself. */
  ended(): void;
}

/** What shall be heard. */
export interface SoundChoice {
  kind: SourceKind;
  file?: File;
  /** Of a microphone; left out, the browser's own choice. */
  deviceId?: string;
}

/** Sound from a microphone, a tab or a file, as messages of mono samples and as a stream. */
export class Capture {
  private worklet: AudioWorkletNode | undefined;
  private muted = false;

  private constructor(
    private readonly context: AudioContext,
    private readonly source: SoundSource,
    private readonly input: AudioNode,
  ) {}

  /** Samples per second of what it gives. */
  get sampleRate(): number {
    return this.context.sampleRate;
  }

  /** The same sound as the browser's own WebRTC takes it. */
  get stream(): MediaStream {
    return this.source.stream;
  }

  /** Asks for the source (browsers want that inside a click) without giving sound yet. */
  static async open({ kind, file, deviceId }: SoundChoice): Promise<Capture> {
    if (typeof AudioWorkletNode === "undefined") {
      throw new CaptureError(t("insecurePage"));
    }
    const context = new AudioContext({ sampleRate: preferredSampleRate });
    const source = await openSource(kind, context, file, deviceId).catch(async (error: unknown) => {
      await context.close();
      throw error;
    });
    const { context: used, input } = await connect(context, source);
    await used.audioWorklet.addModule(workletUrl);
    return new Capture(used, source, input);
  }

  start(events: CaptureEvents): void {
    // Not made earlier: it runs from then on, and would give the waiting as silence.
    this.worklet = new AudioWorkletNode(this.context, "pcm", { numberOfOutputs: 0 });
    this.worklet.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => data && events.samples(this.muted ? data.fill(0) : data);
    this.source.onEnded(() => events.ended());
    this.input.connect(this.worklet);
    this.source.start();
    void this.context.resume();
  }

  /** Silent for everybody, and heard again; time goes on. */
  mute(muted: boolean): void {
    this.muted = muted;
    this.source.stream.getAudioTracks().forEach((track) => (track.enabled = !muted));
  }

  /** Ends the sound; what the worklet still holds comes before this is done. */
  async stop(): Promise<void> {
    if (this.worklet) {
      await drain(this.worklet.port);
    }
    this.source.close();
    await this.context.close();
  }
}

function drain(port: MessagePort): Promise<void> {
  const deliver = port.onmessage;
  return new Promise<void>((done) => {
    const giveUp = setTimeout(done, 500);
    port.onmessage = (event) => {
      if (event.data !== null) {
        deliver?.call(port, event);
        return;
      }
      clearTimeout(giveUp);
      done();
    };
    port.postMessage("stop");
  });
}

async function openSource(kind: SourceKind, context: AudioContext, file?: File, deviceId?: string): Promise<SoundSource> {
  switch (kind) {
    case "microphone":
      return openMicrophone(deviceId);
    case "tab":
      return openTab();
    case "file":
      if (!file) {
        throw new CaptureError(t("chooseFile"));
      }
      return openFile(file, context);
  }
}

/** Older Firefox does not resample a microphone: then it comes at the device's rate, and the server resamples. */
async function connect(context: AudioContext, source: SoundSource): Promise<{ context: AudioContext; input: AudioNode }> {
  try {
    return { context, input: source.connect(context) };
  } catch {
    await context.close();
    const native = new AudioContext();
    return { context: native, input: source.connect(native) };
  }
}
