using System.Buffers.Binary;
using CsCheck;
using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class RtcpReaderTests
{
    private static readonly SenderReport Report = new(0x01020304, 0xE0000000_80000000, 96_000);
    private static readonly byte[] Bye = [0x82, 203, 0, 4, 1, 2, 3, 4, 5, 6, 7, 8, 4, (byte)'q', (byte)'u', (byte)'i', (byte)'t', 0, 0, 0];
    private static readonly byte[] PictureLoss = [0x81, 206, 0, 2, 0, 0, 0, 9, 0, 0, 0, 8];
    private static readonly byte[] Compound = [.. Bytes(Report), .. PictureLoss, .. Bye];

    [Fact]
    public void Reports_and_leaving_sources_come_out_and_the_rest_is_passed_over() =>
        Assert.Equal(
            [
                new RtcpItem(RtcpItemKind.SenderReport, 0x01020304, Report),
                new RtcpItem(RtcpItemKind.Bye, 0x01020304, default),
                new RtcpItem(RtcpItemKind.Bye, 0x05060708, default),
            ],
            Read(Compound));

    [Fact]
    public void Reduced_size_packet_need_not_begin_with_a_report() => Assert.Equal(2, Read(Bye)!.Count);

    [Fact]
    public void Report_blocks_do_not_matter()
    {
        byte[] report = [.. Bytes(Report), .. new byte[24]];
        report[0] = 0x81;
        report[3] = 12;
        Assert.Equal([new RtcpItem(RtcpItemKind.SenderReport, Report.Ssrc, Report)], Read(report));
    }

    [Fact]
    public void Last_packet_may_be_padded()
    {
        byte[] padded = [0xA1, 203, 0, 2, 1, 2, 3, 4, 0, 0, 0, 4];
        Assert.Equal([new RtcpItem(RtcpItemKind.Bye, 0x01020304, default)], Read(padded));
        Assert.Null(Read([.. padded, .. Bye]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(12)]
    public void Padding_that_cannot_be_is_refused(byte padding) => Assert.Null(Read([0xA1, 203, 0, 2, 1, 2, 3, 4, 0, 0, 0, padding]));

    [Fact]
    public void Bye_with_more_sources_than_it_holds_says_nothing() => Assert.Empty(Read([0x9F, 203, 0, 1, 1, 2, 3, 4])!);

    [Fact]
    public void Bye_of_nobody_says_nothing() => Assert.Empty(Read([0x80, 203, 0, 0])!);

    [Fact]
    public void Sender_report_too_short_for_its_clocks_says_nothing() => Assert.Empty(Read([0x80, 200, 0, 1, 1, 2, 3, 4])!);

    [Fact]
    public void Compound_is_refused_wherever_it_is_cut_inside_a_packet()
    {
        for (var length = 0; length < Compound.Length; length++)
        {
            var isBoundary = length == SenderReport.Length || length == SenderReport.Length + PictureLoss.Length;
            Assert.Equal(isBoundary, RtcpReader.TryParse(Compound.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Other_version_is_refused() => Assert.Null(Read([0x40, 203, 0, 0]));

    [Fact]
    public void Any_bit_may_be_wrong()
    {
        for (var bit = 0; bit < Compound.Length * 8; bit++)
        {
            var datagram = Compound.ToArray();
            datagram[bit / 8] ^= (byte)(1 << (bit % 8));
            Read(datagram);
        }
    }

    [Fact]
    public void Any_bytes_may_come() => Gen.Byte.Array[0, 100].Sample(bytes => _ = Read(bytes));

    [Fact]
    public void Receiver_report_is_laid_out_as_in_the_RFC()
    {
        var datagram = new byte[ReceiverReport.MaxLength];
        var block = new ReportBlock(0xAABBCCDD, 64, -2, 0x00010005, 77, 0x11223344, 65_536);
        var length = ReceiverReport.Write(datagram, 1, block, "ab"u8);
        Assert.Equal(
            [
                0x81, 201, 0, 7, 0, 0, 0, 1,
                0xAA, 0xBB, 0xCC, 0xDD, 64, 0xFF, 0xFF, 0xFE, 0, 1, 0, 5, 0, 0, 0, 77, 0x11, 0x22, 0x33, 0x44, 0, 1, 0, 0,
                0x81, 202, 0, 3, 0, 0, 0, 1, 1, 2, (byte)'a', (byte)'b', 0, 0, 0, 0,
            ],
            datagram[..length]);
    }

    [Fact]
    public void Receiver_report_is_a_valid_compound_whatever_the_name() =>
        Gen.Select(Gen.Byte.Array[0, 255], Gen.Bool).Sample((name, empty) =>
        {
            var datagram = new byte[ReceiverReport.MaxLength];
            var length = ReceiverReport.Write(datagram, 1, empty ? null : default(ReportBlock), name);
            return RtcpReader.TryParse(datagram.AsSpan(0, length), out _) && datagram[length - 1] == 0;
        });

    [Fact]
    public void Name_that_is_too_long_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReceiverReport.Write(new byte[1000], 1, null, new byte[256]));

    [Fact]
    public void Nack_packs_sixteen_followers_into_one_entry()
    {
        var datagram = new byte[GenericNack.MaxLength(5)];
        var length = GenericNack.Write(datagram, 1, 2, [65_534, 65_535, 14, 15, 200]);
        Assert.Equal(
            [0x81, 205, 0, 5, 0, 0, 0, 1, 0, 0, 0, 2, 0xFF, 0xFE, 0x80, 0x01, 0, 15, 0, 0, 0, 200, 0, 0],
            datagram[..length]);
    }

    [Fact]
    public void Nack_names_exactly_the_numbers_it_was_given() =>
        Gen.Select(Gen.UShort, Gen.Int[1, 40].Array[1, 60]).Sample((first, steps) =>
        {
            var number = first;
            var wanted = steps.Select(step => number += (ushort)step).ToArray();
            var datagram = new byte[GenericNack.MaxLength(wanted.Length)];
            var length = GenericNack.Write(datagram, 1, 2, wanted);
            return RtcpReader.TryParse(datagram.AsSpan(0, length), out _) && NamedBy(datagram.AsSpan(0, length)).SequenceEqual(wanted);
        });

    private static List<ushort> NamedBy(ReadOnlySpan<byte> nack)
    {
        var named = new List<ushort>();
        for (var entry = nack[12..]; !entry.IsEmpty; entry = entry[4..])
        {
            var first = BinaryPrimitives.ReadUInt16BigEndian(entry);
            int followers = BinaryPrimitives.ReadUInt16BigEndian(entry[2..]);
            named.Add(first);
            named.AddRange(Enumerable.Range(0, 16).Where(bit => (followers >> bit & 1) != 0).Select(bit => (ushort)(first + bit + 1)));
        }

        return named;
    }

    private static byte[] Bytes(SenderReport report)
    {
        var bytes = new byte[SenderReport.Length];
        Assert.Equal(bytes.Length, report.Write(bytes));
        return bytes;
    }

    private static List<RtcpItem>? Read(byte[] datagram)
    {
        if (!RtcpReader.TryParse(datagram, out var reader))
        {
            return null;
        }

        var items = new List<RtcpItem>();
        while (reader.TryRead(out var item))
        {
            items.Add(item);
        }

        return items;
    }
}
