// What a program that uses Deepgram does, with its own package unchanged.
//
//   node deepgram.mjs live ADDRESS KEY SOUND    raw sound, 16 bits, 16 kHz, one channel, sent in pieces of 100 ms: the first words until they are shown, then all as fast as it is taken
//   node deepgram.mjs file ADDRESS KEY FILE
//
// Says on its output what it got: a JSON object per message, or the answer.
import { createReadStream, readFileSync } from "node:fs";
import { DeepgramClient } from "@deepgram/sdk";

const [what, address, apiKey, sound] = process.argv.slice(2);
const say = (message) => console.log(JSON.stringify(message));
const client = new DeepgramClient({
  apiKey,
  environment: { base: address, production: address.replace(/^http/, "ws"), agent: address, agentRest: address },
});
await (what === "live" ? live() : file());

async function live() {
  const pieceBytes = 3_200;
  // Two words and the beginning of a third: interims that nobody has seen yet are replaced by newer ones, and by finals.
  const untilShown = 12 * pieceBytes;
  const connection = await client.listen.v1.connect({
    model: "nova-3",
    encoding: "linear16",
    sample_rate: 16_000,
    interim_results: "true",
    vad_events: "true",
    punctuate: "true",
    reconnectAttempts: 0,
  });
  const closed = new Promise((resolve) => connection.on("close", (event) => resolve(event.code)));
  const shown = new Promise((resolve) =>
    connection.on("message", (message) => {
      say(message);
      if (message.type === "Results" && !message.is_final) {
        resolve();
      }
    }),
  );
  connection.on("error", (error) => say({ type: "Error", message: error.message }));
  connection.connect();
  await connection.waitForOpen();
  connection.sendKeepAlive({ type: "KeepAlive" });
  const bytes = readFileSync(sound);
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    if (from === untilShown) {
      await shown;
    }
    connection.sendMedia(bytes.subarray(from, from + pieceBytes));
  }
  connection.sendCloseStream({ type: "CloseStream" });
  say({ type: "Closed", code: await closed });
}

async function file() {
  try {
    say(await client.listen.v1.media.transcribeFile(createReadStream(sound), { model: "nova-3", smart_format: true, utterances: true }));
  } catch (error) {
    say({ type: "Error", status: error.statusCode, body: error.body });
  }
}
