using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.Voxtral;

/// <summary>
/// One connection to Voxtral: text that only grows, and has no times. A flush brings the rest of a turn, and says when it has come.
/// </summary>
internal sealed class VoxtralDialogue(string model, CloudAccess access, VoxtralSettings settings, CloudRequest request) : ISocketDialogue
{
    private const int MostTerms = 100;

    private readonly CloudLedger _ledger = new();
    private string? _language;

    /// <summary>Whether text came bit by bit: what a turn ends with may be all that was said on the connection.</summary>
    private bool _grows;

    public Uri Address => access.Socket("v1/audio/transcriptions/realtime", [("model", model)]);

    public bool WaitsForGreeting => true;

    public string? KeepAlive => null;

    public bool IsDone => _ledger.IsDone;

    public void Prepare(ClientWebSocketOptions options)
    {
        if (access.Key is { } key)
        {
            options.SetRequestHeader("Authorization", $"Bearer {key}");
        }
    }

    public byte[] Wrap(ReadOnlyMemory<byte> pcm)
    {
        _ledger.Sent(pcm.Length / sizeof(short));
        return Encoding.ASCII.GetBytes($$"""{"type":"input_audio.append","audio":"{{Convert.ToBase64String(pcm.Span)}}"}""");
    }

    public IReadOnlyList<string> EndTurn(CloudTurn turn)
    {
        _ledger.End(turn);
        return turn.HasSpeech ? ["""{"type":"input_audio.flush"}"""] : [];
    }

    public IReadOnlyList<CloudResult> Due() => _ledger.Due();

    public IReadOnlyList<string> Goodbye(int chunks)
    {
        _ledger.Leave();
        return ["""{"type":"input_audio.end"}"""];
    }

    public IReadOnlyList<CloudResult>? Farewell(int code) => _ledger.IsDone ? [] : null;

    public CloudMessage Read(JsonElement message)
    {
        switch (CloudJson.TypeOf(message, "type"))
        {
            case "session.created":
                return new CloudMessage { Reply = Update() };
            case "session.updated":
                return new CloudMessage { Greets = true };
            case "transcription.language":
                _language = CloudJson.TypeOf(message, "audio_language");
                return CloudMessage.Other;
            case "transcription.text.delta":
                _grows = true;
                return Told(_ledger.Add(id: null, CloudJson.TypeOf(message, "text"), language: _language));
            case "transcription.done":
                var language = CloudJson.TypeOf(message, "language") ?? _language;
                return Told(_ledger.Answer(id: null, _grows ? null : CloudJson.TypeOf(message, "text"), [], language));
            case "error":
                return new CloudMessage { Fault = FaultOf(message) };
            default:
                return CloudMessage.Other;
        }
    }

    public CloudFault FaultOf(int code, string? reason) =>
        new(code == 1008 ? EngineFaultKind.Auth : EngineFaultKind.Transient, code.ToString());

    private CloudMessage Told(IReadOnlyList<CloudResult> results) => new() { Results = results, Ends = _ledger.IsDone };

    /// <summary>Settings are taken before the first sound alone.</summary>
    private string Update()
    {
        var session = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["audio_format"] = new { encoding = "pcm_s16le", sample_rate = AudioFormat.SampleRate },
            ["target_streaming_delay_ms"] = (int)settings.Delay.TotalMilliseconds,
        };
        if (request.Language is { } language)
        {
            session["language"] = CloudLanguage.Primary(language);
        }

        if (request.Keyterms.Take(MostTerms).ToList() is { Count: > 0 } terms)
        {
            session["context_bias"] = terms;
        }

        return JsonSerializer.Serialize(new { type = "session.update", session });
    }

    /// <summary>A number: HTTP's, or one of the provider's own for what is wrong with a request.</summary>
    private static CloudFault FaultOf(JsonElement message)
    {
        var code = message.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("code", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : 500;
        return code is >= 3000 and < 4000 ? new CloudFault(EngineFaultKind.Refused, code.ToString()) : CloudFault.Of(code);
    }
}
