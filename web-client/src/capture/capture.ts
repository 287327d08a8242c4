import { CaptureError } from "./capture-error";
import { preferredSampleRate } from "./pcm";
import workletUrl from "./pcm-worklet?worker&url";
import { openFile, openMicrophone, openTab, type SoundSource, type SourceKind } from "./sources";

export interface CaptureEvents {
  /** The next samples, mono floats; about 25 times a second. */
  samples(samples: Float32Array): void;
  /** The source ended by itself. */
  ended(): void;
}

/** Sound from a microphone, a tab or a file, as messages of mono samples and as a stream. */
export class Capture {
  private worklet: AudioWorkletNode | undefined;

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
  static async open(kind: SourceKind, file?: File): Promise<Capture> {
    if (typeof AudioWorkletNode === "undefined") {
      throw new CaptureError("This page needs https:// (or http://localhost) and a current browser to take sound.");
    }
    const context = new AudioContext({ sampleRate: preferredSampleRate });
    const source = await openSource(kind, context, file).catch(async (error: unknown) => {
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
    this.worklet.port.onmessage = ({ data }: MessageEvent<Float32Array | null>) => data && events.samples(data);
    this.source.onEnded(() => events.ended());
    this.input.connect(this.worklet);
    this.source.start();
    void this.context.resume();
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

async function openSource(kind: SourceKind, context: AudioContext, file?: File): Promise<SoundSource> {
  switch (kind) {
    case "microphone":
      return openMicrophone();
    case "tab":
      return openTab();
    case "file":
      if (!file) {
        throw new CaptureError("Choose a file first.");
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
