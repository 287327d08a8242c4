using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;

/// <summary>
/// One connection to OpenAI's realtime transcription. Its newer models find no turns themselves; so all are ended by us, each of which
/// becomes an item with a text. Items are not always answered in order.
/// </summary>
internal sealed class OpenAiRealtimeDialogue(string model, CloudAccess access, CloudRequest request) : ISocketDialogue
{
    private const int MostTerms = 100;
    private const string Item = "conversation.item.input_audio_transcription.";

    private readonly CloudLedger _ledger = new();
    private readonly Upsampling _upsampling = new();

    /// <summary>The model is asked for in the session: named in the address, it would be one for conversations.</summary>
    public Uri Address => access.Socket("realtime", [("intent", "transcription")]);

    public bool WaitsForGreeting => true;

    public string? KeepAlive => null;

    public bool IsDone => _ledger.IsDone;

    /// <summary>Probabilities are told by these models alone.</summary>
    private bool TellsProbabilities => model.StartsWith("gpt-4o", StringComparison.Ordinal);

    private bool TakesWords => model.StartsWith("gpt-live", StringComparison.Ordinal);

    public string? Hello => JsonSerializer.Serialize(new
    {
        type = "session.update",
        session = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["type"] = "transcription",
            ["audio"] = new
            {
                input = new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["format"] = new { type = "audio/pcm", rate = Upsampling.Rate },
                    ["transcription"] = Transcription(),
                    ["turn_detection"] = null,
                },
            },
            ["include"] = TellsProbabilities ? (string[])["item.input_audio_transcription.logprobs"] : [],
        },
    });

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
        return Encoding.ASCII.GetBytes(
            $$"""{"type":"input_audio_buffer.append","audio":"{{Convert.ToBase64String(_upsampling.Next(pcm.Span))}}"}""");
    }

    /// <summary>What nobody spoke in is thrown away: of silence models make words, and it is paid for.</summary>
    public IReadOnlyList<string> EndTurn(CloudTurn turn)
    {
        _ledger.End(turn);
        return [turn.HasSpeech ? """{"type":"input_audio_buffer.commit"}""" : """{"type":"input_audio_buffer.clear"}"""];
    }

    public IReadOnlyList<CloudResult> Due() => _ledger.Due();

    public IReadOnlyList<string> Goodbye(int chunks)
    {
        _ledger.Leave();
        return [];
    }

    public IReadOnlyList<CloudResult>? Farewell(int code) => _ledger.IsDone ? [] : null;

    public CloudMessage Read(JsonElement message)
    {
        var results = Read(message, CloudJson.TypeOf(message, "type"), out var fault, out var greets);
        return new CloudMessage { Results = results, Greets = greets, Fault = fault, Ends = _ledger.IsDone };
    }

    public CloudFault FaultOf(int code, string? reason) => new(
        code is 1008 or 3000 ? EngineFaultKind.Auth : EngineFaultKind.Transient, code == 3000 ? "401" : code.ToString());

    private IReadOnlyList<CloudResult> Read(JsonElement message, string? type, out CloudFault? fault, out bool greets)
    {
        (fault, greets) = (null, type is "session.updated" or "transcription_session.updated");
        var id = CloudJson.TypeOf(message, "item_id");
        switch (type)
        {
            case "input_audio_buffer.committed" when id is not null:
                _ledger.Name(id);
                return [];
            case Item + "delta" when id is not null:
                return _ledger.Add(id, CloudJson.TypeOf(message, "delta"));
            case Item + "completed" when id is not null:
                return _ledger.Answer(id, CloudJson.TypeOf(message, "transcript"), TokenProbabilities.OfWords(message));
            case Item + "failed":
                fault = FaultOf(message) is { Kind: EngineFaultKind.Limit } limit ? limit : new(EngineFaultKind.Transient, "failed");
                return [];
            case "error" when CodeOf(message) == "input_audio_buffer_commit_empty":
                return _ledger.Refuse();
            case "error":
                fault = FaultOf(message);
                return [];
            default:
                return [];
        }
    }

    private Dictionary<string, object?> Transcription()
    {
        var asked = new Dictionary<string, object?>(StringComparer.Ordinal) { ["model"] = model };
        if (request.Language is { } language)
        {
            asked["language"] = CloudLanguage.Primary(language);
        }

        var terms = request.Keyterms.Take(MostTerms).ToList();
        if (terms.Count > 0)
        {
            asked[TakesWords ? "keywords" : "prompt"] = TakesWords ? terms : string.Join(", ", terms);
        }

        return asked;
    }

    private static string? CodeOf(JsonElement message) =>
        message.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? CloudJson.TypeOf(error, "code") : null;

    private static CloudFault FaultOf(JsonElement message) => CodeOf(message) switch
    {
        "session_expired" => new CloudFault(EngineFaultKind.Transient, "session_expired"),
        "rate_limit_exceeded" => new CloudFault(EngineFaultKind.Limit, "rate_limit_exceeded"),
        "insufficient_quota" => new CloudFault(EngineFaultKind.Auth, "402"),
        "invalid_api_key" => new CloudFault(EngineFaultKind.Auth, "401"),
        _ when message.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            && CloudJson.TypeOf(error, "type") == "invalid_request_error" =>
                new CloudFault(EngineFaultKind.Refused, "invalid_request_error"),
        _ => new CloudFault(EngineFaultKind.Transient, "error"),
    };
}
