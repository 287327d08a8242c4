using CsCheck;
using LiveCaptions.Media.WebRtc.Dtls;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Dtls;

public sealed class DtlsRecordsTests
{
    [Fact]
    public void Whole_records_are_taken_one_or_many()
    {
        byte[] datagram = [.. Record(epoch: 0, length: 0), .. Record(epoch: 0, length: 300), .. Record(epoch: 1, length: 24)];
        Assert.True(DtlsRecords.AreWhole(datagram));
    }

    [Fact]
    public void Records_that_are_cut_are_refused_at_every_length()
    {
        var datagram = Record(epoch: 0, length: 40);
        for (var length = 1; length < datagram.Length; length++)
        {
            Assert.False(DtlsRecords.AreWhole(datagram.AsSpan(0, length)));
            Assert.False(DtlsRecords.AreWhole([.. datagram, .. datagram.AsSpan(0, length)]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    public void Encrypted_records_too_short_for_nonce_and_tag_are_refused(ushort length)
    {
        Assert.False(DtlsRecords.AreWhole(Record(epoch: 1, length)));
        Assert.False(DtlsRecords.AreWhole([.. Record(epoch: 0, length), .. Record(epoch: 0xFFFF, length)]));
        Assert.True(DtlsRecords.AreWhole(Record(epoch: 0, length)));
    }

    [Fact]
    public void Random_bytes_are_taken_or_refused_without_a_fault() =>
        Gen.Byte.Array[0, 200].Sample(bytes => { _ = DtlsRecords.AreWhole(bytes); });

    private static byte[] Record(ushort epoch, ushort length) =>
        [22, 0xFE, 0xFD, (byte)(epoch >> 8), (byte)epoch, 0, 0, 0, 0, 0, 0, (byte)(length >> 8), (byte)length, .. new byte[length]];
}
