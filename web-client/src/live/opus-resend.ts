/**
 * Adds to a browser's offer that lost Opus packets may be asked for again (generic NACK, RFC 4585 §4.2).
 * Browsers offer that for video only, but do it for audio where both sides agreed on it.
 */
export function offerOpusResend(sdp: string): string {
  const payloadType = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (payloadType === undefined || new RegExp(`^a=rtcp-fb:(?:${payloadType}|\\*) nack\\r?$`, "m").test(sdp)) {
    return sdp;
  }
  return sdp.replace(new RegExp(`^a=rtpmap:${payloadType} .*?(\\r?\\n)`, "m"), `$&a=rtcp-fb:${payloadType} nack$1`);
}
