const headerLength = 12;
const transportFeedback = 205;

/** An RTP packet (RFC 3550 §5.1). */
export function rtpPacket(payloadType, ssrc, number, timestamp, payload) {
  const packet = Buffer.alloc(headerLength + payload.length);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8(payloadType, 1);
  packet.writeUInt16BE(number & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
  payload.copy(packet, headerLength);
  return packet;
}

/** Numbers of the packets that a compound RTCP packet asks for again (generic NACK, RFC 4585 §6.2.1). */
export function lostPackets(compound) {
  const numbers = [];
  for (let at = 0; at + 4 <= compound.length; at += (compound.readUInt16BE(at + 2) + 1) * 4) {
    const end = at + (compound.readUInt16BE(at + 2) + 1) * 4;
    for (let entry = at + 12; compound[at + 1] === transportFeedback && entry < end; entry += 4) {
      const first = compound.readUInt16BE(entry);
      const followers = compound.readUInt16BE(entry + 2);
      numbers.push(first, ...Array.from({ length: 16 }, (_, bit) => first + bit + 1).filter((_, bit) => (followers >> bit) & 1));
    }
  }
  return numbers;
}
