using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Speech.Recognition.Cloud.Deepgram;

namespace LiveCaptions.Speech.Recognition.Cloud.DeepgramFlux;

/// <summary>
/// One connection to Flux: a turn is told over and over until it ends. Where we end the connection it does not end in words: the last that
/// was told of it counts.
/// </summary>
internal sealed class FluxDialogue(string model, CloudAccess access, DeepgramSettings settings, CloudRequest request) : ISocketDialogue
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The turn that was told last and is not over.</summary>
    private TurnInfo? _open;
    private long _last = -1;

    public Uri Address => access.Socket("v2/listen", Query());

    public bool WaitsForGreeting => true;

    public string? KeepAlive => null;

    public void Prepare(ClientWebSocketOptions options)
    {
        if (access.Key is { } key)
        {
            options.SetRequestHeader("Authorization", $"Token {key}");
        }
    }

    public IReadOnlyList<string> EndTurn(CloudTurn turn) => ["""{"type":"ForceEndTurn"}"""];

    public IReadOnlyList<string> Goodbye(int chunks) => ["""{"type":"ForceEndTurn"}""", """{"type":"CloseStream"}"""];

    /// <summary>It closes without a code, which reads as 1000 or 1005. Where it just broke, nothing may be open.</summary>
    public IReadOnlyList<CloudResult>? Farewell(int code)
    {
        if (code is not (1000 or 1005) && _open is { Words.Count: > 0 })
        {
            return null;
        }

        var rest = _open;
        _open = null;
        return rest is { Words.Count: > 0 } ? [ResultOf(rest, isFinal: true)] : [];
    }

    public CloudMessage Read(JsonElement message)
    {
        var type = CloudJson.TypeOf(message, "type");
        if (message.TryGetProperty("sequence_id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number))
        {
            if (number <= _last)
            {
                return CloudMessage.Other;
            }

            _last = number;
        }

        return type switch
        {
            "Connected" => new CloudMessage { Greets = true },
            "TurnInfo" => Take(message.Deserialize<TurnInfo>(Json)!),
            "Error" or "FatalError" => new CloudMessage { Fault = new CloudFault(EngineFaultKind.Transient, "Error") },
            _ => CloudMessage.Other,
        };
    }

    public CloudFault FaultOf(int code, string? reason)
    {
        var name = CloudFault.Named(code, reason);
        var isRefused = name.StartsWith("DATA", StringComparison.Ordinal);
        return new CloudFault(isRefused ? EngineFaultKind.Refused : EngineFaultKind.Transient, name);
    }

    private IEnumerable<(string Name, string Value)> Query()
    {
        yield return ("model", model);
        yield return ("encoding", "linear16");
        yield return ("sample_rate", AudioFormat.SampleRate.ToString());
        foreach (var language in FluxEngineFactory.HasLanguages(model) ? request.Expected : [])
        {
            yield return ("language_hint", CloudLanguage.Primary(language));
        }

        if (settings.OptOutOfTraining)
        {
            yield return ("mip_opt_out", "true");
        }

        foreach (var term in DeepgramKeyterms.Of(DeepgramSettings.DefaultModel, request.Keyterms))
        {
            yield return term;
        }
    }

    private CloudMessage Take(TurnInfo turn)
    {
        var isOver = turn.Event == "EndOfTurn";
        _open = isOver ? null : turn;
        return turn.Words is { Count: > 0 }
            ? new CloudMessage { Results = [ResultOf(turn, isOver)], Flushes = isOver }
            : new CloudMessage { Flushes = isOver };
    }

    /// <summary>Words without times were said somewhere in the turn.</summary>
    private static CloudResult ResultOf(TurnInfo turn, bool isFinal)
    {
        var heard = (turn.Words ?? []).OfType<Heard>().ToList();
        var texts = (turn.Transcript ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var words = heard.Select((word, i) => word is { Start: { } start, End: { } end }
            ? new CloudWord(TextOf(word, i), start, end, word.Confidence)
            : new CloudWord(TextOf(word, i), turn.AudioWindowStart, turn.AudioWindowEnd, word.Confidence) { IsSomewhere = true }).ToList();
        return new CloudResult(isFinal, words.Count > 0 ? words[0].Start : 0, words.Count > 0 ? words[^1].End : 0, words,
            turn.Languages?.FirstOrDefault())
        {
            EndsSpeech = isFinal,
        };

        // With its punctuation, where that is told beside the words.
        string TextOf(Heard word, int i) => texts.Length == heard.Count ? texts[i] : word.Word ?? "";
    }

    private sealed record TurnInfo(
        string? Event, double AudioWindowStart, double AudioWindowEnd, string? Transcript, IReadOnlyList<Heard?>? Words,
        IReadOnlyList<string>? Languages);

    private sealed record Heard(string? Word, double? Start, double? End, double Confidence);
}
