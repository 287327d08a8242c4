using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.WebRtc.Dtls;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A WHIP publisher that says tones, faster than they last: the server takes up to 2 s more than time has passed.</summary>
internal sealed class WhipSpeaker : IAsyncDisposable
{
    /// <summary>Of the speaker's RTP stream.</summary>
    public const uint Ssrc = 7;

    public const double PacketSeconds = 0.02;
    private const int PacketSamples = 320;
    private const int PacketTicks = 960;

    private static readonly DtlsHandshakes Handshakes = new();

    private readonly OpusEncoder _encoder;
    private readonly bool _inverted;
    private readonly Dictionary<ushort, byte[]> _sent = [];
    private readonly short[] _samples;
    private readonly byte[] _payload = new byte[OpusEncoder.MaxPacket];
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private int _said;

    private WhipSpeaker(WhipClient client, bool inverted)
    {
        (Client, _inverted) = (client, inverted);
        _samples = new short[inverted ? 2 * PacketSamples : PacketSamples];
        _encoder =
            new OpusEncoder(RecordedAudio.SampleRate, inverted ? new OpusEncoderSettings(96_000, Channels: 2) : new OpusEncoderSettings());
    }

    public static DtlsIdentity Identity { get; } = DtlsIdentity.Create(DateTimeOffset.UnixEpoch);

    public static WhipClientOptions Options { get; } = new(Identity, Handshakes);

    public WhipClient Client { get; }

    public RtcLink Link => Client.Link;

    /// <summary>Seconds of audio that were said so far.</summary>
    public double SaidSeconds => _said / (double)RecordedAudio.SampleRate;

    /// <summary>Number of the next packet; may be set to let some be missing.</summary>
    public ushort Sequence { get; set; } = 65_500;

    /// <summary>RTP time of the next packet.</summary>
    public uint Timestamp { get; set; } = uint.MaxValue - 10_000;

    /// <summary>Whether a packet goes out, by its number.</summary>
    public Func<ushort, bool> Passes { get; set; } = _ => true;

    /// <param name="query">Of the WHIP address, such as <c>?speaker=Anna</c>.</param>
    /// <param name="inverted">In stereo, with the right side inverted.</param>
    public static async Task<WhipSpeaker> ConnectAsync(
        TestSession session, WhipClientOptions? options = null, string query = "", TestServer? at = null, bool inverted = false)
    {
        var server = at ?? session.Server;
        var whip = new Uri(server.Address, $"/whip/{session.Id}{query}");
        return new WhipSpeaker(
            await WhipClient.ConnectAsync(server.Http, whip, session.Key, options ?? Options, TimeProvider.System, CancellationToken.None),
            inverted);
    }

    /// <summary>Says a tone (0: silence).</summary>
    public void Say(int hertz, double seconds)
    {
        for (var i = 0; i < Math.Round(seconds / PacketSeconds); i++)
        {
            var packet = Next(hertz);
            if (Passes((ushort)(Sequence - 1)))
            {
                Link.SendRaw(packet);
            }
        }
    }

    /// <summary>Waits until what was said is not further ahead of time than the server takes.</summary>
    public Task KeepPaceAsync(TestServer server) =>
        server.UntilAsync(() => Task.FromResult(SaidSeconds <= 1 + TimeProvider.System.GetElapsedTime(_start).TotalSeconds));

    /// <summary>Encodes and encrypts the next 20 ms without sending them.</summary>
    public byte[] Next(int hertz)
    {
        for (var i = 0; i < _samples.Length; i++)
        {
            _samples[i] = (short)(8_000 * Math.Sin(2 * Math.PI * hertz * _said++ / RecordedAudio.SampleRate));
            if (_inverted)
            {
                _samples[i + 1] = (short)-_samples[i++];
            }
        }

        var length = _encoder.Encode(_samples, _payload);
        var packet = Link.Protect(Sequence, Timestamp, Ssrc, _payload.AsSpan(0, length)).ToArray();
        _sent[Sequence++] = packet;
        Timestamp += PacketTicks;
        return packet;
    }

    /// <summary>Sends again what the server asks for, until the link is gone.</summary>
    public async Task AnswerNacksAsync(CancellationToken cancellationToken)
    {
        await foreach (var number in Link.Nacks.Reader.ReadAllAsync(cancellationToken))
        {
            Link.SendRaw(_sent[number]);
        }
    }

    /// <summary>That was all.</summary>
    /// <returns>The status.</returns>
    public async Task<int> DeleteAsync()
    {
        using var response = await Client.DeleteAsync();
        return (int)response.StatusCode;
    }

    /// <summary>Says farewell on the connection, and no DELETE.</summary>
    public async ValueTask DisposeAsync()
    {
        await Link.DisposeAsync();
        _encoder.Dispose();
    }
}
