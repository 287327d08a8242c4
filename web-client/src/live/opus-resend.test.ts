import { expect, test } from "vitest";
import { offerOpusResend } from "./opus-resend";

const offer = (...lines: string[]) => ["v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111 63", ...lines, ""].join("\r\n");

test("Lost Opus packets may be asked for again", () => {
  const before = offer(
    "a=rtpmap:111 opus/48000/2",
    "a=rtcp-fb:111 transport-cc",
    "a=fmtp:111 minptime=10;useinbandfec=1",
    "a=rtpmap:63 red/48000/2",
  );
  expect(offerOpusResend(before)).toBe(
    offer(
      "a=rtpmap:111 opus/48000/2",
      "a=rtcp-fb:111 nack",
      "a=rtcp-fb:111 transport-cc",
      "a=fmtp:111 minptime=10;useinbandfec=1",
      "a=rtpmap:63 red/48000/2",
    ),
  );
});

test.each([
  ["offers it already", offer("a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 nack")],
  ["offers it for everything", offer("a=rtpmap:111 opus/48000/2", "a=rtcp-fb:* nack")],
  ["has no Opus", offer("a=rtpmap:0 PCMU/8000")],
])("An offer that %s stays as it is", (_, sdp) => {
  expect(offerOpusResend(sdp)).toBe(sdp);
});

test("A picture loss report is not a resend", () => {
  expect(offerOpusResend(offer("a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 nack pli"))).toContain("a=rtcp-fb:111 nack\r\n");
});
