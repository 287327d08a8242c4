import { t } from "../strings/strings";
import { CaptureError, explainCaptureFailure } from "./capture-error";

export type SourceKind = "microphone" | "tab" | "file";

export interface SoundSource {
  /** What is heard, for WebRTC: audio only. */
  readonly stream: MediaStream;
  /** Makes the node that gives the sound. */
  connect(context: AudioContext): AudioNode;
  /** Begins what does not run by itself. */
  start(): void;
  /** Called when the sound ends by itself: the sharing stops, the file is over, the microphone is unplugged. */
  onEnded(listener: () => void): void;
  close(): void;
}

export async function openMicrophone(deviceId?: string): Promise<SoundSource> {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new CaptureError(t("insecurePage"));
  }
  try {
    // Echo cancellation and noise suppression are made for calls and cost recognition; an even level helps it.
    const audio = {
      channelCount: 1,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: true,
      ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
    };
    return streamSource(await navigator.mediaDevices.getUserMedia({ audio }));
  } catch (error) {
    throw explainCaptureFailure(error, "microphone");
  }
}

export async function openTab(): Promise<SoundSource> {
  if (!navigator.mediaDevices) {
    throw new CaptureError(t("insecurePage"));
  }
  try {
    // Browsers give a tab's sound only with its picture, which is thrown away.
    const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio });
    if (stream.getAudioTracks().length === 0) {
      stream.getTracks().forEach((track) => track.stop());
      throw new CaptureError(t("noSoundShared"));
    }
    stream.getVideoTracks().forEach((track) => (track.enabled = false));
    return streamSource(stream);
  } catch (error) {
    throw explainCaptureFailure(error, "tab");
  }
}

/** Plays a file in real time, so that it comes like speech does. */
export async function openFile(file: File, context: AudioContext): Promise<SoundSource> {
  let buffer: AudioBuffer;
  try {
    buffer = await context.decodeAudioData(await file.arrayBuffer());
  } catch {
    throw new CaptureError(t("fileUnreadable", { name: file.name }));
  }
  const player = new AudioBufferSourceNode(context, { buffer });
  const outlet = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  return {
    stream: outlet.stream,
    connect: () => {
      player.connect(context.destination);
      player.connect(outlet);
      return player;
    },
    start: () => player.start(),
    onEnded: (listener) => player.addEventListener("ended", listener, { once: true }),
    close: () => player.disconnect(),
  };
}

function streamSource(stream: MediaStream): SoundSource {
  return {
    stream: new MediaStream(stream.getAudioTracks()),
    connect: (context) => new MediaStreamAudioSourceNode(context, { mediaStream: stream }),
    start: () => {},
    onEnded: (listener) => stream.getAudioTracks()[0]?.addEventListener("ended", listener, { once: true }),
    close: () => stream.getTracks().forEach((track) => track.stop()),
  };
}

/** Microphones by their names, which browsers tell once the microphone may be used; none before. */
export async function namedMicrophones(): Promise<{ id: string; name: string }[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices?.().catch(() => [])) ?? [];
  return devices
    .filter(({ kind, label, deviceId }) => kind === "audioinput" && label !== "" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}
