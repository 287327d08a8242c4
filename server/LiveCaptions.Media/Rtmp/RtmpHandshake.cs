using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LiveCaptions.Media.Rtmp;

/// <summary>
/// The simple handshake (RTMP 1.0 §5.2), both sides. Each side sends a version and 1536 bytes, and repeats those of the other. It proves
/// nothing about anybody, so what is repeated is not looked at: clients of the variants with digests are content too.
/// </summary>
public static class RtmpHandshake
{
    /// <summary>Bytes of C1, C2, S1 and S2.</summary>
    public const int PacketSize = 1536;

    private const byte Version = 3;

    // Versions above are not allowed, so that protocols of text are recognised by their first letter.
    private const byte MaxVersion = 31;
    private const int HeaderSize = 8;

    /// <summary>The server's part: takes C0 and C1, writes S0, S1 and S2.</summary>
    /// <returns>False when more bytes are needed; nothing was taken then.</returns>
    /// <exception cref="RtmpProtocolException">The first byte is no version of RTMP.</exception>
    public static bool TryAnswer(ref ReadOnlySequence<byte> input, IBufferWriter<byte> output)
    {
        if (!TryTakeHello(ref input, out var packet))
        {
            return false;
        }

        WriteHello(output);
        Echo(packet, output);
        return true;
    }

    /// <summary>Takes C2 (or, on the client's side, S2).</summary>
    /// <returns>False when more bytes are needed; nothing was taken then.</returns>
    public static bool TryTakeEcho(ref ReadOnlySequence<byte> input)
    {
        if (input.Length < PacketSize)
        {
            return false;
        }

        input = input.Slice(PacketSize);
        return true;
    }

    /// <summary>Writes C0 and C1 (or S0 and S1): the version, no time, and noise.</summary>
    public static void WriteHello(IBufferWriter<byte> output)
    {
        var hello = output.GetSpan(1 + PacketSize)[..(1 + PacketSize)];
        hello[0] = Version;
        hello.Slice(1, HeaderSize).Clear();
        RandomNumberGenerator.Fill(hello[(1 + HeaderSize)..]);
        output.Advance(hello.Length);
    }

    /// <summary>The client's part: takes S0 and S1, writes C2. S2 is still to come.</summary>
    /// <returns>False when more bytes are needed; nothing was taken then.</returns>
    /// <exception cref="RtmpProtocolException">The first byte is no version of RTMP.</exception>
    public static bool TryAnswerServer(ref ReadOnlySequence<byte> input, IBufferWriter<byte> output)
    {
        if (!TryTakeHello(ref input, out var packet))
        {
            return false;
        }

        Echo(packet, output);
        return true;
    }

    private static bool TryTakeHello(ref ReadOnlySequence<byte> input, out ReadOnlySequence<byte> packet)
    {
        packet = default;
        if (!input.IsEmpty && input.FirstSpan[0] is < Version or > MaxVersion)
        {
            throw new RtmpProtocolException("It does not begin as RTMP does.");
        }

        if (input.Length < 1 + PacketSize)
        {
            return false;
        }

        packet = input.Slice(1, PacketSize);
        input = input.Slice(1 + PacketSize);
        return true;
    }

    private static void Echo(in ReadOnlySequence<byte> packet, IBufferWriter<byte> output)
    {
        var echo = output.GetSpan(PacketSize)[..PacketSize];
        packet.CopyTo(echo);
        BinaryPrimitives.WriteUInt32BigEndian(echo[4..], 0);
        output.Advance(PacketSize);
    }
}
