// What a program that uses OpenAI does, with its own package unchanged.
//
//   node openai.mjs FORMAT ADDRESS KEY FILE      json, verbose_json, text, srt, vtt
//   node openai.mjs stream ADDRESS KEY FILE
//   node openai.mjs realtime ADDRESS KEY SOUND   raw sound, 16 bits, 24 kHz, one channel; ADDRESS is https with a certificate of its own
//
// Says on its output what it got: a JSON object per event, or the answer.
import { createReadStream, readFileSync } from "node:fs";
import OpenAI from "openai";
import { OpenAIRealtimeWS } from "openai/realtime/ws";

const [what, address, apiKey, sound] = process.argv.slice(2);
const say = (message) => console.log(JSON.stringify(message));
const client = new OpenAI({ apiKey, baseURL: `${address}/v1`, maxRetries: 0 });
await (what === "realtime" ? realtime() : file());

async function file() {
  const words = what === "verbose_json" ? { timestamp_granularities: ["word", "segment"] } : {};
  const request = { file: createReadStream(sound), model: "whisper-1", ...(what === "stream" ? { stream: true } : { response_format: what, ...words }) };
  try {
    const answer = await client.audio.transcriptions.create(request);
    if (what !== "stream") {
      say(answer);
      return;
    }
    for await (const event of answer) {
      say(event);
    }
  } catch (error) {
    say({ type: "error", status: error.status, code: error.code });
  }
}

async function realtime() {
  const pieceBytes = 4_800;
  const socket = new OpenAIRealtimeWS({ model: "gpt-realtime", options: { rejectUnauthorized: false } }, client);
  const completed = new Promise((resolve) => socket.on("conversation.item.input_audio_transcription.completed", resolve));
  const failed = new Promise((resolve) => socket.on("error", (error) => resolve(say({ type: "error", message: error.message }))));
  socket.on("event", say);
  socket.on("session.created", () =>
    socket.send({
      type: "session.update",
      session: {
        type: "transcription",
        audio: { input: { format: { type: "audio/pcm", rate: 24_000 }, transcription: { model: "gpt-4o-transcribe", language: "en" }, turn_detection: null } },
      },
    }),
  );
  socket.on("session.updated", () => {
    const bytes = readFileSync(sound);
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      socket.send({ type: "input_audio_buffer.append", audio: bytes.subarray(from, from + pieceBytes).toString("base64") });
    }
    socket.send({ type: "input_audio_buffer.commit" });
  });
  await Promise.race([completed, failed]);
  socket.close();
}
