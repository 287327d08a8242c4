const pageHeader = 27;

/** The Opus packets of an Ogg file (RFC 3533, RFC 7845), without its two header packets. */
export function opusPackets(file) {
  const packets = [];
  let parts = [];
  for (let page = 0; page < file.length; ) {
    const lacing = file.subarray(page + pageHeader, page + pageHeader + file[page + 26]);
    let at = page + pageHeader + lacing.length;
    for (const length of lacing) {
      parts.push(file.subarray(at, at + length));
      at += length;
      // A packet goes on as long as its pieces are 255 bytes long.
      if (length < 255) {
        packets.push(Buffer.concat(parts));
        parts = [];
      }
    }
    page = at;
  }
  return packets.slice(2);
}
