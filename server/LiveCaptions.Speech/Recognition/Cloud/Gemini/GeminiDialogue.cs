using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.Gemini;

/// <summary>
/// One connection to Gemini's live API, for transcription alone. A turn is an activity, which we begin and end; of one in which it hears
/// nobody it says nothing but that it ended.
/// </summary>
internal sealed class GeminiDialogue(string model, CloudAccess access, CloudRequest request) : ISocketDialogue
{
    private const int MostTerms = 100;
    private const int LongestTerm = 100;
    private const string Path = "ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent";
    private const string SoundBegins = "{\"realtimeInput\":{\"audio\":{\"data\":\"";
    private const string SoundEnds = "\",\"mimeType\":\"audio/pcm;rate=16000\"}}}";
    private const string Begins = """{"realtimeInput":{"activityStart":{}}}""";
    private const string Ends = """{"realtimeInput":{"activityEnd":{}}}""";

    private readonly CloudLedger _ledger = new();

    /// <summary>Activities that it said to have ended.</summary>
    private int _ended;

    public Uri Address => access.Socket(Path);

    public bool WaitsForGreeting => true;

    public string? KeepAlive => null;

    public bool IsDone => _ledger.IsDone;

    public string? Hello => JsonSerializer.Serialize(new
    {
        setup = new
        {
            model = $"models/{model}",
            generationConfig = new { responseModalities = new[] { "TEXT" } },
            inputAudioTranscription = Transcription(),
            realtimeInputConfig = new { automaticActivityDetection = new { disabled = true } },
        },
    });

    /// <summary>Not in the address, where logs on the way would have it.</summary>
    public void Prepare(ClientWebSocketOptions options)
    {
        if (access.Key is { } key)
        {
            options.SetRequestHeader("x-goog-api-key", key);
        }
    }

    public byte[] Wrap(ReadOnlyMemory<byte> pcm)
    {
        _ledger.Sent(pcm.Length / sizeof(short));
        return Encoding.ASCII.GetBytes(SoundBegins + Convert.ToBase64String(pcm.Span) + SoundEnds);
    }

    public IReadOnlyList<string> EndTurn(CloudTurn turn)
    {
        _ledger.End(turn);
        return turn.HasSpeech ? [Ends, Begins] : [];
    }

    public IReadOnlyList<CloudResult> Due() => _ledger.Due();

    public IReadOnlyList<string> Goodbye(int chunks)
    {
        _ledger.Leave();
        return [Ends];
    }

    /// <summary>Turns that nothing was said about were silent, unless it broke before it could say something.</summary>
    public IReadOnlyList<CloudResult>? Farewell(int code) => _ledger.IsDone || (_ledger.IsSilent && code is 0 or 1000) ? [] : null;

    public CloudMessage Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("A message is no object.");
        }

        if (message.TryGetProperty("error", out _))
        {
            return new CloudMessage { Fault = new CloudFault(EngineFaultKind.Transient, "error") };
        }

        var greets = message.TryGetProperty("setupComplete", out _);
        var results = new List<CloudResult>();
        if (Part(message, "serverContent") is { } content)
        {
            Take(content, results);
        }

        if (Part(message, "voiceActivity") is { } activity && CloudJson.TypeOf(activity, "type") == "ACTIVITY_END")
        {
            results.AddRange(_ledger.Pass(++_ended));
        }

        return new CloudMessage
        {
            Results = results,
            Greets = greets,
            Reply = greets ? Begins : null,
            GoesAway = message.TryGetProperty("goAway", out _),
            Ends = _ledger.IsDone,
        };
    }

    public CloudFault FaultOf(int code, string? reason) => new(
        code switch
        {
            1008 or 1011 when reason?.Contains("quota", StringComparison.OrdinalIgnoreCase) == true => EngineFaultKind.Limit,
            1008 => EngineFaultKind.Auth,
            1007 => EngineFaultKind.Refused,
            _ => EngineFaultKind.Transient,
        },
        code.ToString());

    private void Take(JsonElement content, List<CloudResult> results)
    {
        if (Part(content, "interimInputTranscription") is { } interim)
        {
            results.AddRange(_ledger.Add(id: null, CloudJson.TypeOf(interim, "text"), isTail: true, LanguageOf(interim)));
        }

        if (Part(content, "inputTranscription") is { } final)
        {
            results.AddRange(_ledger.Add(id: null, CloudJson.TypeOf(final, "text"), isTail: false, LanguageOf(final)));
        }

        if (IsSo(content, "generationComplete") && _ledger.OldestHasText)
        {
            results.AddRange(_ledger.Answer(id: null, text: null, []));
        }
    }

    private Dictionary<string, object> Transcription()
    {
        var asked = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["languageCodes"] = request.Expected,
        };
        if (request.Keyterms.Where(term => term.Length <= LongestTerm).Take(MostTerms).ToList() is { Count: > 0 } terms)
        {
            asked["customVocabulary"] = terms;
        }

        return asked;
    }

    private static string? LanguageOf(JsonElement transcription) => CloudJson.TypeOf(transcription, "languageCode");

    private static bool IsSo(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static JsonElement? Part(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;
}
