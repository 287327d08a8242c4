// A WHIP publisher as OBS is one: libdatachannel, an offer that does not trickle, raw Opus packets in real time, DELETE at the end.
//
//   node publish.mjs --whip ADDRESS --key STREAMKEY --audio FILE.ogg [--video] [--drop PERCENT] [--resend] [--wrong-fingerprint]
//
// Says on its output, a line each: "posted STATUS", "connected", "said N packets, M dropped, K sent again", "deleted STATUS"; "lost STATE" when the connection breaks.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import rtc from "node-datachannel";
import { opusPackets } from "./ogg.mjs";
import { lostPackets, rtpPacket } from "./rtp.mjs";

const { values: options } = parseArgs({
  options: {
    whip: { type: "string" },
    key: { type: "string" },
    audio: { type: "string" },
    video: { type: "boolean" },
    drop: { type: "string", default: "0" },
    resend: { type: "boolean" },
    "wrong-fingerprint": { type: "boolean" },
  },
});
const payloadType = 111;
const ssrc = 0x0b5;
const packetMilliseconds = 20;
const packetTicks = 960;
// Both run over within the first second.
const firstNumber = 65_500;
const firstTime = 2 ** 32 - 24_000;

const peer = new rtc.PeerConnection("publisher", { iceServers: [], disableAutoNegotiation: true });
const track = addAudio();
// Held on to, since the library's objects do not outlive a collected wrapper.
const picture = options.video ? addVideo() : undefined;
const gathered = new Promise((resolve) => peer.onGatheringStateChange((state) => state === "complete" && resolve()));
const open = new Promise((resolve) => track.onOpen(resolve));
const broken = new Promise((resolve) => peer.onStateChange((state) => ["disconnected", "failed", "closed"].includes(state) && resolve(state)));

const resource = await post();
const end = await Promise.race([broken, open.then(say)]);
picture?.close();
track.close();
peer.close();
if (end === undefined) {
  await bye();
  process.exit(0);
}
console.log(`lost ${end}`);
process.exit(2);

function addAudio() {
  const audio = new rtc.Audio("0", "SendOnly");
  audio.addOpusCodec(payloadType);
  audio.addSSRC(ssrc, "publisher", "stream", "audio");
  return peer.addTrack(audio);
}

function addVideo() {
  const video = new rtc.Video("1", "SendOnly");
  video.addH264Codec(96);
  video.addSSRC(ssrc + 1, "publisher", "stream", "video");
  return peer.addTrack(video);
}

async function post() {
  peer.setLocalDescription();
  await gathered;
  const response = await call(options.whip, "POST", offer());
  console.log(`posted ${response.status}`);
  if (response.status !== 201) {
    console.log(await response.text());
    process.exit(1);
  }
  peer.setRemoteDescription(await response.text(), "answer");
  return new URL(response.headers.get("location"), options.whip);
}

function offer() {
  let { sdp } = peer.localDescription();
  if (options.resend) {
    sdp = sdp.replace(/^a=rtpmap:111 .*\r\n/m, "$&a=rtcp-fb:111 nack\r\n");
  }
  return options["wrong-fingerprint"] ? sdp.replace(/^(a=fingerprint:sha-256 )(..)/gim, (_, name, byte) => name + (byte === "00" ? "01" : "00")) : sdp;
}

/** Sends every packet at its time; those that are dropped keep their number and time. */
async function say() {
  console.log("connected");
  const packets = opusPackets(readFileSync(options.audio)).map((payload, index) =>
    rtpPacket(payloadType, ssrc, firstNumber + index, firstTime + index * packetTicks, payload),
  );
  const random = numbers(1);
  let dropped = 0;
  let again = 0;
  if (options.resend) {
    track.onMessage((message) => {
      for (const number of lostPackets(message)) {
        again += track.sendMessageBinary(packets[(number - firstNumber) & 0xffff]) ? 1 : 0;
      }
    });
  }
  const start = performance.now();
  for (const [index, packet] of packets.entries()) {
    await new Promise((resolve) => setTimeout(resolve, start + index * packetMilliseconds - performance.now()));
    // Not the last one: nothing behind it would show that it is missing.
    if (random() * 100 < Number(options.drop) && index < packets.length - 1) {
      dropped++;
    } else {
      track.sendMessageBinary(packet);
    }
  }
  console.log(`said ${packets.length} packets, ${dropped} dropped, ${again} sent again`);
}

async function bye() {
  const response = await call(resource, "DELETE");
  console.log(`deleted ${response.status}`);
}

function call(address, method, body) {
  const headers = { Authorization: `Bearer ${options.key}`, ...(body ? { "Content-Type": "application/sdp" } : {}) };
  return fetch(address, { method, headers, body });
}

/** The same chance each time (a linear congruential generator), in [0, 1). */
function numbers(seed) {
  return () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
