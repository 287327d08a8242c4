using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>
/// A camera: serves samples by RTSP 1.0 (RFC 2326) with RTP interleaved in its connection (section 10.12), L16 of 16 kHz, to the first
/// who has its password; then it is switched off.
/// </summary>
internal sealed class RtspHost : IAsyncDisposable
{
    private const int PacketSamples = 320;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly short[] _samples;
    private readonly Task _running;

    public RtspHost(short[] samples)
    {
        _samples = samples;
        _listener.Start();
        _running = RunAsync();
    }

    public string Address => $"rtsp://user:secret@{_listener.LocalEndpoint}/camera";

    /// <summary>Methods that were asked for with the right password.</summary>
    public List<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!Asked.Contains("PLAY"))
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await ServeAsync(client.GetStream()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _listener.Stop();
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(
            stream, Encoding.ASCII, detectEncodingFromByteOrderMarks: false, bufferSize: 1, leaveOpen: true);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } request)
        {
            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            {
                headers[line.Split(':')[0]] = line[(line.IndexOf(':') + 1)..].Trim();
            }

            var method = request.Split(' ')[0];
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer(method, headers)), _stop.Token);
            if (method == "PLAY")
            {
                await PlayAsync(stream);
                return;
            }
        }
    }

    private string Answer(string method, Dictionary<string, string> headers)
    {
        var head = $"RTSP/1.0 200 OK\r\nCSeq: {headers["CSeq"]}\r\n";
        if (method != "OPTIONS" && headers.GetValueOrDefault("Authorization") != $"Basic {Convert.ToBase64String("user:secret"u8)}")
        {
            return $"RTSP/1.0 401 Unauthorized\r\nCSeq: {headers["CSeq"]}\r\nWWW-Authenticate: Basic realm=\"camera\"\r\n\r\n";
        }

        Asked.Add(method);
        const string description = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=Camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=audio 0 RTP/AVP 97\r\n"
            + "a=rtpmap:97 L16/16000/1\r\na=control:track0\r\n";
        return method switch
        {
            "OPTIONS" => $"{head}Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n",
            "DESCRIBE" => string.Create(
                CultureInfo.InvariantCulture,
                $"{head}Content-Type: application/sdp\r\nContent-Length: {description.Length}\r\n\r\n{description}"),
            "SETUP" => $"{head}Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n\r\n",
            _ => $"{head}Session: 1\r\n\r\n",
        };
    }

    private async Task PlayAsync(NetworkStream stream)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(PacketSamples / 16_000d), TimeProvider.System);
        for (var at = 0; at + PacketSamples <= _samples.Length; at += PacketSamples)
        {
            await stream.WriteAsync(Packet(at), _stop.Token);
            await pace.WaitForNextTickAsync(_stop.Token);
        }
    }

    private byte[] Packet(int at)
    {
        var packet = new byte[4 + 12 + (PacketSamples * sizeof(short))];
        (packet[0], packet[1]) = ((byte)'$', 0);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)(packet.Length - 4));
        (packet[4], packet[5]) = (0x80, 97);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)(at / PacketSamples));
        BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), (uint)at);
        for (var i = 0; i < PacketSamples; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(packet.AsSpan(16 + (i * sizeof(short))), _samples[at + i]);
        }

        return packet;
    }
}
