using System.Buffers.Binary;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Fuzz;

public static partial class FuzzTargets
{
    /// <summary>The ICE password and the master key that the corpus was made with; of the salt, a profile takes what it needs.</summary>
    private static readonly byte[] WebRtcSecret = "VOkJxbRl1RmTxUk/WvJxBt"u8.ToArray();

    /// <summary>One datagram; the answers to what it says must themselves be read.</summary>
    private static void Stun(byte[] input)
    {
        if (!StunMessage.TryParse(input, out var message))
        {
            return;
        }

        _ = (message.Class, message.Method, message.Priority, message.UseCandidate,
            message.IceControlled, message.IceControlling, message.ErrorCode);
        _ = message.HasValidFingerprint && message.HasValidIntegrity(WebRtcSecret);
        _ = message.HasValidIntegrity(message.Username);
        Span<ushort> unknown = stackalloc ushort[8];
        unknown = unknown[..message.CopyUnknownTypes(unknown)];
        Span<byte> answer = stackalloc byte[StunMessage.MaxSize];
        var length = message.TryGetMappedAddress(out var address)
            ? StunWriter.WriteBindingSuccess(answer, message.TransactionId, address, WebRtcSecret)
            : StunWriter.WriteBindingError(answer, message.TransactionId, StunErrorCode.UnknownAttribute, unknown, WebRtcSecret);
        if (!StunMessage.TryParse(answer[..length], out var read) || !read.HasValidFingerprint || !read.HasValidIntegrity(WebRtcSecret))
        {
            throw new InvalidOperationException("Our own answer is not read.");
        }
    }

    /// <summary>
    /// The first byte's parity picks the profile; the rest are datagrams, each behind two bytes of length. One that is refused is
    /// sent as a packet of our own, which must come back.
    /// </summary>
    private static void Srtp(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var profile = input[0] % 2 == 0 ? SrtpProfile.Aes128CmSha1 : SrtpProfile.Aes128Gcm;
        using var receiver = SrtpContextOf(profile);
        using var sender = SrtpContextOf(profile);
        using var peer = SrtpContextOf(profile);
        for (ReadOnlySpan<byte> rest = input.AsSpan(1); rest.Length >= 2;)
        {
            var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest), rest.Length - 2);
            var datagram = rest.Slice(2, length).ToArray();
            rest = rest[(2 + length)..];
            var isRtcp = length > 1 && datagram[1] is >= 192 and <= 223;
            if (!(isRtcp ? receiver.TryUnprotectRtcp(datagram, out _) : receiver.TryUnprotectRtp(datagram, out _)))
            {
                Exchange(sender, peer, datagram, isRtcp);
            }
        }
    }

    private static void Exchange(SrtpContext sender, SrtpContext receiver, byte[] packet, bool isRtcp)
    {
        byte[] buffer = [.. packet, .. new byte[sender.RtcpOverhead]];
        int length;
        try
        {
            length = isRtcp ? sender.ProtectRtcp(buffer, packet.Length) : sender.ProtectRtp(buffer, packet.Length);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return; // The documented refusals.
        }

        var datagram = buffer.AsSpan(0, length);
        if (!(isRtcp ? receiver.TryUnprotectRtcp(datagram, out length) : receiver.TryUnprotectRtp(datagram, out length))
            || !datagram[..length].SequenceEqual(packet))
        {
            throw new InvalidOperationException("A packet of our own did not come back.");
        }
    }

    private static SrtpContext SrtpContextOf(SrtpProfile profile) =>
        new(profile, WebRtcSecret.AsSpan(0, SrtpProfiles.KeySize), WebRtcSecret.AsSpan(0, profile.SaltSize()));
}
