using System.Buffers.Binary;
using CsCheck;
using LiveCaptions.Media.WebRtc.Srtp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Srtp;

public sealed class SrtpContextTests
{
    public static TheoryData<SrtpProfile> Profiles => new() { SrtpProfile.Aes128CmSha1, SrtpProfile.Aes128Gcm };

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_packet_comes_back(SrtpProfile profile) =>
        Gen.Select(Gen.Byte.Array[12], Gen.Int[0, 15], Gen.Bool, Gen.Int[0, 20], Gen.Byte.Array[0, 1400])
            .Sample((fixedHeader, csrcs, hasExtension, words, payload) =>
            {
                fixedHeader[0] = (byte)(0x80 | (hasExtension ? 0x10 : 0) | csrcs);
                byte[] extension = hasExtension ? [0xBE, 0xDE, 0, (byte)words, .. new byte[words * 4]] : [];
                byte[] packet = [.. fixedHeader, .. new byte[csrcs * 4], .. extension, .. payload];
                using var sender = SrtpSamples.Context(profile);
                using var receiver = SrtpSamples.Context(profile);
                var encrypted = sender.ProtectRtp(packet);
                Assert.Equal(packet.Length + profile.TagSize(), encrypted.Length);
                Assert.Equal(packet[..^payload.Length], encrypted[..(packet.Length - payload.Length)]);
                Assert.True(payload.Length < 8 || !encrypted.AsSpan(packet.Length - payload.Length, payload.Length).SequenceEqual(payload));
                Assert.Equal(packet, receiver.UnprotectRtp(encrypted));
            });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_rtcp_packet_comes_back(SrtpProfile profile) =>
        Gen.Select(Gen.Byte.Array[8], Gen.Byte.Array[0, 1400]).Sample((header, rest) =>
        {
            header[0] = (byte)(0x80 | (header[0] & 0x3F));
            byte[] packet = [.. header, .. rest];
            using var sender = SrtpSamples.Context(profile);
            using var receiver = SrtpSamples.Context(profile);
            var encrypted = sender.ProtectRtcp(packet);
            Assert.Equal(packet.Length + profile.TagSize() + 4, encrypted.Length);
            Assert.Equal(packet, receiver.UnprotectRtcp(encrypted));
        });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_replayed_packet_is_refused(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        var packets = Enumerable.Range(0, 300).Select(i => sender.ProtectRtp(SrtpSamples.Rtp((ushort)i))).ToArray();
        Assert.All(packets, packet => Assert.NotNull(receiver.UnprotectRtp(packet)));
        Assert.All(packets, packet => Assert.Null(receiver.UnprotectRtp(packet)));
        var report = sender.ProtectRtcp(SrtpSamples.Rtcp());
        Assert.NotNull(receiver.UnprotectRtcp(report));
        Assert.Null(receiver.UnprotectRtcp(report));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_late_packet_is_taken_inside_the_window_and_refused_behind_it(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        var packets = Enumerable.Range(0, 200).Select(i => sender.ProtectRtp(SrtpSamples.Rtp((ushort)i))).ToArray();
        Assert.NotNull(receiver.UnprotectRtp(packets[199]));
        Assert.NotNull(receiver.UnprotectRtp(packets[72]));
        Assert.Null(receiver.UnprotectRtp(packets[71]));
        Assert.NotNull(receiver.UnprotectRtp(packets[150]));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Rtcp_window_goes_by_the_index_in_the_packet(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        var packets = Enumerable.Range(0, 200).Select(_ => sender.ProtectRtcp(SrtpSamples.Rtcp())).ToArray();
        var offset = profile == SrtpProfile.Aes128Gcm ? 4 : 14;
        Assert.Equal(0x80000000 | 199u, BinaryPrimitives.ReadUInt32BigEndian(packets[199].AsSpan(packets[199].Length - offset)));
        Assert.NotNull(receiver.UnprotectRtcp(packets[199]));
        Assert.NotNull(receiver.UnprotectRtcp(packets[72]));
        Assert.Null(receiver.UnprotectRtcp(packets[71]));
        Assert.Null(receiver.UnprotectRtcp(packets[72]));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_loss_and_reordering_inside_the_window_gets_over_the_rollover(SrtpProfile profile) =>
        Gen.Select(Gen.Int[65300, 65535], Gen.Int[0, 60].Array[500], Gen.Bool.Array[500]).Sample(
            (first, delays, lost) =>
            {
                using var sender = SrtpSamples.Context(profile);
                using var receiver = SrtpSamples.Context(profile);
                var packets = Enumerable.Range(0, delays.Length)
                    .Select(i => SrtpSamples.Rtp((ushort)(first + i), payloadSize: 20)).ToArray();
                var encrypted = packets.Select(packet => sender.ProtectRtp(packet)).ToArray();

                // The first packet tells the receiver where the stream begins, the others come as they like.
                var order = Enumerable.Range(1, delays.Length - 1).Where(i => !lost[i]).OrderBy(i => i + delays[i]).Prepend(0);
                Assert.All(order, i => Assert.Equal(packets[i], receiver.UnprotectRtp(encrypted[i])));
            },
            iter: 20);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Several_rollovers_with_a_gap_of_ten_minutes_keep_the_count(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        for (var index = 0; index < 5 * 65536; index += 30_000)
        {
            var packet = SrtpSamples.Rtp((ushort)index);
            Assert.Equal(packet, receiver.UnprotectRtp(sender.ProtectRtp(packet)));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Any_flipped_bit_is_refused_and_leaves_no_trace(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        var rtp = SrtpSamples.Rtp(7, payloadSize: 30);
        AssertFlipsAreRefused(sender.ProtectRtp(rtp), rtp, (byte[] packet, out int length) => receiver.TryUnprotectRtp(packet, out length));
        var rtcp = SrtpSamples.Rtcp();
        AssertFlipsAreRefused(
            sender.ProtectRtcp(rtcp), rtcp, (byte[] packet, out int length) => receiver.TryUnprotectRtcp(packet, out length));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Truncated_packet_is_refused_at_every_length(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        byte[] rtp = [0x93, .. SrtpSamples.Rtp(7).AsSpan(1, 11), .. new byte[12], 0xBE, 0xDE, 0, 2, .. new byte[8], 1, 2, 3];
        var srtp = sender.ProtectRtp(rtp);
        var srtcp = sender.ProtectRtcp(SrtpSamples.Rtcp());
        Assert.All(Enumerable.Range(0, srtp.Length), length => Assert.Null(receiver.UnprotectRtp(srtp[..length])));
        Assert.All(Enumerable.Range(0, srtcp.Length), length => Assert.Null(receiver.UnprotectRtcp(srtcp[..length])));
        Assert.Equal(rtp, receiver.UnprotectRtp(srtp));
        Assert.Equal(SrtpSamples.Rtcp(), receiver.UnprotectRtcp(srtcp));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Forged_packets_neither_move_the_window_nor_take_a_place(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        Assert.NotNull(receiver.UnprotectRtp(sender.ProtectRtp(SrtpSamples.Rtp(10))));
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(receiver.UnprotectRtp(SrtpSamples.Rtp((ushort)(20_000 + i))));
            Assert.Null(receiver.UnprotectRtp(SrtpSamples.Rtp(1, ssrc: (uint)i)));
            Assert.Null(receiver.UnprotectRtcp([.. SrtpSamples.Rtcp((uint)i), .. new byte[20]]));
        }

        Assert.NotNull(receiver.UnprotectRtp(sender.ProtectRtp(SrtpSamples.Rtp(11))));
        for (var i = 1u; i < SrtpContext.MaxStreams; i++)
        {
            Assert.NotNull(receiver.UnprotectRtp(sender.ProtectRtp(SrtpSamples.Rtp(1, ssrc: i))));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Streams_beyond_16_are_refused_and_the_others_go_on(SrtpProfile profile)
    {
        using var receiver = SrtpSamples.Context(profile);
        for (var i = 0u; i < 2 * SrtpContext.MaxStreams; i++)
        {
            using var sender = SrtpSamples.Context(profile);
            Assert.Equal(i < SrtpContext.MaxStreams, receiver.UnprotectRtp(sender.ProtectRtp(SrtpSamples.Rtp(1, ssrc: i))) is not null);
            Assert.Equal(i < SrtpContext.MaxStreams, receiver.UnprotectRtcp(sender.ProtectRtcp(SrtpSamples.Rtcp(i))) is not null);
            Assert.NotNull(receiver.UnprotectRtp(sender.ProtectRtp(SrtpSamples.Rtp((ushort)(i + 2), ssrc: 0))));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Two_streams_count_apart(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        for (var i = 0; i < 200; i++)
        {
            foreach (var packet in new[] { SrtpSamples.Rtp((ushort)(65500 + i), ssrc: 1), SrtpSamples.Rtp((ushort)(i * 300), ssrc: 2) })
            {
                Assert.Equal(packet, receiver.UnprotectRtp(sender.ProtectRtp(packet)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Other_keys_and_the_other_profile_are_refused(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        var otherProfile = profile == SrtpProfile.Aes128Gcm ? SrtpProfile.Aes128CmSha1 : SrtpProfile.Aes128Gcm;
        var otherSalt = SrtpSamples.Salt[..profile.SaltSize()];
        otherSalt[^1]++;
        using var wrongKey = new SrtpContext(
            profile, SrtpSamples.Salt[..12].Concat(new byte[4]).ToArray(), SrtpSamples.Salt.AsSpan(0, profile.SaltSize()));
        using var wrongSalt = new SrtpContext(profile, SrtpSamples.Key, otherSalt);
        using var wrongProfile = SrtpSamples.Context(otherProfile);
        var srtp = sender.ProtectRtp(SrtpSamples.Rtp(1));
        var srtcp = sender.ProtectRtcp(SrtpSamples.Rtcp());
        foreach (var receiver in new[] { wrongKey, wrongSalt, wrongProfile })
        {
            Assert.Null(receiver.UnprotectRtp(srtp));
            Assert.Null(receiver.UnprotectRtcp(srtcp));
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Something_else_is_refused(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        Assert.Null(receiver.UnprotectRtp(SrtpSamples.Rtp(1, payloadSize: 10_000)));
        Assert.Null(receiver.UnprotectRtcp([.. SrtpSamples.Rtcp(), .. Enumerable.Repeat((byte)0xFF, 10_000)]));
        Assert.Null(receiver.UnprotectRtp([0x9F, .. SrtpSamples.Rtp(1).AsSpan(1)])); // 15 CSRCs and an extension of much
        Assert.Null(receiver.UnprotectRtp([0x40, .. SrtpSamples.Rtp(1).AsSpan(1)]));
        Assert.Throws<ArgumentException>(() => sender.ProtectRtp([0x40, .. SrtpSamples.Rtp(1).AsSpan(1)]));
        Assert.Throws<ArgumentException>(() => sender.ProtectRtcp([0x80, 200, 0, 0]));
        Assert.Throws<ArgumentException>(() => sender.ProtectRtp(SrtpSamples.Rtp(1), 112));
        Assert.Throws<ArgumentException>(() => sender.ProtectRtp(SrtpSamples.Rtp(1), -1));
        Assert.Throws<ArgumentException>(() => sender.ProtectRtp(SrtpSamples.Rtp(1, payloadSize: SrtpContext.MaxPacketSize)));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Largest_packet_comes_back(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        var packet = SrtpSamples.Rtp(1, payloadSize: SrtpContext.MaxPacketSize - 12 - profile.TagSize());
        Assert.Equal(packet, receiver.UnprotectRtp(sender.ProtectRtp(packet)));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Nothing_is_encrypted_twice_with_the_same_keystream(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        sender.ProtectRtp(SrtpSamples.Rtp(1));
        Assert.Throws<InvalidOperationException>(() => sender.ProtectRtp(SrtpSamples.Rtp(1)));
        Assert.NotEqual(sender.ProtectRtcp(SrtpSamples.Rtcp()), sender.ProtectRtcp(SrtpSamples.Rtcp()));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_thousand_packets_allocate_nothing(SrtpProfile profile)
    {
        using var sender = SrtpSamples.Context(profile);
        using var receiver = SrtpSamples.Context(profile);
        var buffer = new byte[256];
        byte[] forged = [0x80, .. Enumerable.Repeat((byte)0xFF, 149)];
        Exchange(0, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(100, 1000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);

        void Exchange(int first, int count)
        {
            for (var i = first; i < first + count; i++)
            {
                buffer.AsSpan().Clear();
                buffer[0] = 0x80;
                BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(2), (ushort)i);
                var isOpen = receiver.TryUnprotectRtp(buffer.AsSpan(0, sender.ProtectRtp(buffer, 112)), out _)
                    & receiver.TryUnprotectRtcp(buffer.AsSpan(0, sender.ProtectRtcp(buffer, 112)), out _)
                    & !receiver.TryUnprotectRtp(forged, out _)
                    & !receiver.TryUnprotectRtcp(forged, out _);
                Assert.True(isOpen);
            }
        }
    }

    private delegate bool TryUnprotect(byte[] packet, out int length);

    private static void AssertFlipsAreRefused(byte[] encrypted, byte[] plain, TryUnprotect tryUnprotect)
    {
        for (var bit = 0; bit < encrypted.Length * 8; bit++)
        {
            var flipped = (byte[])encrypted.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var before = (byte[])flipped.Clone();
            Assert.False(tryUnprotect(flipped, out var refused));
            Assert.Equal(0, refused);
            Assert.Equal(before, flipped);
        }

        Assert.True(tryUnprotect(encrypted, out var length));
        Assert.Equal(plain, encrypted[..length]);
    }
}
