import { messageMilliseconds, MessageFramer, toMono } from "./pcm";

// TypeScript's libraries do not know what is global inside an audio worklet.
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Runs on the audio thread: mixes to mono and posts whole messages, so that the page is woken 25 times a second and not 125. */
class PcmProcessor extends AudioWorkletProcessor {
  private readonly framer = new MessageFramer(Math.round((sampleRate * messageMilliseconds) / 1000));
  private ended = false;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.ended = true;
      this.post(this.framer.flush());
      this.port.postMessage(null);
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const channels = inputs[0] ?? [];
    if (!this.ended) {
      // An input without channels is a source that is silent: its time passes all the same.
      this.post(this.framer.push(toMono(channels, channels[0]?.length ?? 128)));
    }
    return !this.ended;
  }

  private post(messages: Float32Array[]): void {
    for (const message of messages) {
      this.port.postMessage(message, [message.buffer]);
    }
  }
}

registerProcessor("pcm", PcmProcessor);
