using System.Buffers.Binary;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Media.Tests.WebRtc.Srtp;

/// <summary>Keys, packets and their protected forms.</summary>
internal static class SrtpSamples
{
    /// <summary>Master key and salt of RFC 3711 B.3.</summary>
    public static byte[] Key { get; } = Convert.FromHexString("E1F97A0D3E018BE0D64FA32C06DE4139");

    public static byte[] Salt { get; } = Convert.FromHexString("0EC675AD498AFEEBB6960B3AABE6");

    public static SrtpContext Context(SrtpProfile profile) => new(profile, Key, Salt.AsSpan(0, profile.SaltSize()));

    public static byte[] Rtp(ushort sequence, uint ssrc = 0xCAFEBABE, int payloadSize = 100)
    {
        var packet = new byte[12 + payloadSize];
        packet[0] = 0x80;
        packet[1] = 111;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), sequence * 960u);
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), ssrc);
        packet.AsSpan(12).Fill((byte)sequence);
        return packet;
    }

    public static byte[] Rtcp(uint ssrc = 0xCAFEBABE)
    {
        var packet = new byte[28];
        packet[0] = 0x80;
        packet[1] = 200;
        packet[3] = 6;
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(4), ssrc);
        packet.AsSpan(8).Fill(0x5A);
        return packet;
    }

    public static byte[] ProtectRtp(this SrtpContext context, byte[] packet)
    {
        byte[] buffer = [.. packet, .. new byte[context.RtpOverhead]];
        return buffer[..context.ProtectRtp(buffer, packet.Length)];
    }

    public static byte[] ProtectRtcp(this SrtpContext context, byte[] packet)
    {
        byte[] buffer = [.. packet, .. new byte[context.RtcpOverhead]];
        return buffer[..context.ProtectRtcp(buffer, packet.Length)];
    }

    /// <summary>Null when the packet is refused.</summary>
    public static byte[]? UnprotectRtp(this SrtpContext context, byte[] packet)
    {
        var buffer = (byte[])packet.Clone();
        return context.TryUnprotectRtp(buffer, out var length) ? buffer[..length] : null;
    }

    /// <summary>Null when the packet is refused.</summary>
    public static byte[]? UnprotectRtcp(this SrtpContext context, byte[] packet)
    {
        var buffer = (byte[])packet.Clone();
        return context.TryUnprotectRtcp(buffer, out var length) ? buffer[..length] : null;
    }
}
