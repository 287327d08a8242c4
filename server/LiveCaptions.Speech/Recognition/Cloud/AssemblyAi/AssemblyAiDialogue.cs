using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;

/// <summary>
/// One connection to AssemblyAI. A turn grows until it ends; where its punctuation comes later, it ends twice, of which the second counts.
/// </summary>
internal sealed class AssemblyAiDialogue(string model, CloudAccess access, AssemblyAiSettings settings, CloudRequest request)
    : ISocketDialogue
{
    private const int MostTerms = 100;
    private const int LongestTerm = 50;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The turn that was told last and is not final.</summary>
    private Turn? _open;

    /// <summary>Turns up to this one are final.</summary>
    private int _finalOrder = -1;

    public Uri Address => access.Socket("v3/ws", Query());

    public bool WaitsForGreeting => true;

    public string? KeepAlive => null;

    public IReadOnlyList<string> EndTurn(CloudTurn turn) => ["""{"type":"ForceEndpoint"}"""];

    public void Prepare(ClientWebSocketOptions options)
    {
        if (access.Key is { } key)
        {
            options.SetRequestHeader("Authorization", key);
        }
    }

    public IReadOnlyList<string> Goodbye(int chunks) => ["""{"type":"Terminate"}"""];

    public CloudMessage Read(JsonElement message)
    {
        switch (CloudJson.TypeOf(message, "type"))
        {
            case "Begin":
                return new CloudMessage { Greets = true };
            case "Turn":
                return Take(message.Deserialize<Turn>(Json)!);
            case "Termination":
                return new CloudMessage { Results = [.. Rest()], Ends = true };
            case "Error":
                return new CloudMessage { Fault = FaultOf(message.Deserialize<Failure>(Json)!) };
            default:
                return CloudMessage.Other;
        }
    }

    public CloudFault FaultOf(int code, string? reason) => new(
        code switch
        {
            1008 when reason?.Contains("concurren", StringComparison.OrdinalIgnoreCase) == true => EngineFaultKind.Limit,
            3009 => EngineFaultKind.Limit,
            1008 => EngineFaultKind.Auth,
            3006 => EngineFaultKind.Refused,
            _ => EngineFaultKind.Transient,
        },
        code.ToString());

    private CloudFault FaultOf(Failure failure) => FaultOf(failure.ErrorCode, failure.Error);

    private IEnumerable<(string Name, string Value)> Query()
    {
        yield return ("speech_model", model);
        yield return ("sample_rate", AudioFormat.SampleRate.ToString());
        yield return ("encoding", "pcm_s16le");
        yield return ("format_turns", "true");
        if (settings.Diarize)
        {
            yield return ("speaker_labels", "true");
        }

        if (request.Language is null && model != AssemblyAiSettings.DefaultModel)
        {
            yield return ("language_detection", "true");
        }

        var terms = request.Keyterms.Where(term => term.Length <= LongestTerm).Take(MostTerms).ToList();
        if (terms.Count > 0)
        {
            yield return ("keyterms_prompt", JsonSerializer.Serialize(terms));
        }
    }

    private CloudMessage Take(Turn turn)
    {
        if (turn.TurnOrder <= _finalOrder)
        {
            return CloudMessage.Other;
        }

        // A turn that was never told in full, and another follows it.
        var before = _open is { } open && open.TurnOrder < turn.TurnOrder ? Rest() : [];
        if (turn is { EndOfTurn: true, TurnIsFormatted: true })
        {
            (_open, _finalOrder) = (null, turn.TurnOrder);
            return new CloudMessage { Results = [.. before, ResultOf(turn, isFinal: true)], Flushes = true };
        }

        _open = turn;
        return new CloudMessage { Results = [.. before, ResultOf(turn, isFinal: false)] };
    }

    private List<CloudResult> Rest()
    {
        if (_open is not { } turn)
        {
            return [];
        }

        (_open, _finalOrder) = (null, turn.TurnOrder);
        return [ResultOf(turn, isFinal: true)];
    }

    private static CloudResult ResultOf(Turn turn, bool isFinal)
    {
        var speaker = turn.SpeakerLabel is [>= 'A' and <= 'Z' and var letter] ? letter - 'A' : (int?)null;
        var words = (turn.Words ?? []).OfType<Heard>().Select(word =>
            new CloudWord(word.Text ?? "", word.Start / 1000, word.End / 1000, word.Confidence, speaker)).ToList();
        return words.Count == 0
            ? new CloudResult(isFinal, 0, 0, [], turn.LanguageCode)
            : new CloudResult(isFinal, words[0].Start, words[^1].End, words, turn.LanguageCode) { EndsSpeech = isFinal };
    }

    private sealed record Turn(
        int TurnOrder, bool EndOfTurn, bool TurnIsFormatted, IReadOnlyList<Heard?>? Words, string? LanguageCode, string? SpeakerLabel);

    private sealed record Heard(string? Text, double Start, double End, double Confidence);

    private sealed record Failure(int ErrorCode, string? Error);
}
