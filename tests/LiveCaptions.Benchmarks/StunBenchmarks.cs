using System.Net;
using BenchmarkDotNet.Attributes;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Benchmarks;

/// <summary>What a connectivity check costs, and what somebody can make us spend who does not know the password.</summary>
[MemoryDiagnoser]
public class StunBenchmarks
{
    private static readonly byte[] Password = "VOkJxbRl1RmTxUk/WvJxBt"u8.ToArray();

    private readonly byte[] _request = new byte[StunMessage.MaxSize];
    private readonly byte[] _answer = new byte[StunMessage.MaxSize];
    private readonly IPEndPoint _address = new(IPAddress.Loopback, 1234);
    private int _size;

    [GlobalSetup]
    public void Write()
    {
        var request = new StunBindingRequest { TransactionId = new byte[12], Username = "evtj:h6vY"u8, Priority = 1, TieBreaker = 2 };
        _size = StunWriter.WriteBindingRequest(_request, request, Password);
    }

    [Benchmark]
    public bool Parse() => StunMessage.TryParse(_request.AsSpan(0, _size), out var message) && message.HasValidFingerprint;

    [Benchmark]
    public int Check_and_answer() =>
        StunMessage.TryParse(_request.AsSpan(0, _size), out var message)
        && message.HasValidFingerprint && message.HasValidIntegrity(Password)
            ? StunWriter.WriteBindingSuccess(_answer, message.TransactionId, _address, Password)
            : 0;
}
