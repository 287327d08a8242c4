using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Benchmarks;

/// <summary>What an audio packet of 100 bytes costs to decrypt, and a forged one to refuse.</summary>
[MemoryDiagnoser]
[InvocationCount(1)]
public class SrtpBenchmarks
{
    private const int Packets = 8192;
    private const int PlainSize = 100;

    private readonly byte[] _secret = new byte[SrtpProfiles.KeySize];
    private readonly byte[] _work = new byte[PlainSize + 16];
    private readonly byte[][] _packets = new byte[Packets][];
    private SrtpContext? _receiver;
    private int _size;

    [Params(SrtpProfile.Aes128CmSha1, SrtpProfile.Aes128Gcm)]
    public SrtpProfile Profile { get; set; }

    [GlobalSetup]
    public void Protect()
    {
        using var sender = CreateContext();
        _size = PlainSize + sender.RtpOverhead;
        for (var i = 0; i < Packets; i++)
        {
            var packet = new byte[_size];
            packet[0] = 0x80;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)i);
            sender.ProtectRtp(packet, PlainSize);
            _packets[i] = packet;
        }
    }

    // A packet is taken only once, so every iteration begins with a new receiver.
    [IterationSetup]
    public void Connect()
    {
        _receiver?.Dispose();
        _receiver = CreateContext();
    }

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Unprotect() => CountTaken(corruption: 0);

    [Benchmark(OperationsPerInvoke = Packets)]
    public int Refuse_forged() => CountTaken(corruption: 1);

    [GlobalCleanup]
    public void Disconnect() => _receiver?.Dispose();

    private int CountTaken(byte corruption)
    {
        var taken = 0;
        foreach (var packet in _packets)
        {
            var work = _work.AsSpan(0, _size);
            packet.CopyTo(work);
            work[50] ^= corruption;
            taken += _receiver!.TryUnprotectRtp(work, out _) ? 1 : 0;
        }

        return taken;
    }

    private SrtpContext CreateContext() => new(Profile, _secret, _secret.AsSpan(0, Profile.SaltSize()));
}
