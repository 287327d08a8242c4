using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>One connection to Deepgram: where it leads, and what its messages mean.</summary>
internal sealed class DeepgramDialogue(string model, CloudAccess access, DeepgramSettings settings, CloudRequest request) : ISocketDialogue
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Uri Address => access.Socket("v1/listen", Query());

    public string KeepAlive => """{"type":"KeepAlive"}""";

    public IReadOnlyList<string> EndTurn(CloudTurn turn) => ["""{"type":"Finalize"}"""];

    public void Prepare(ClientWebSocketOptions options)
    {
        if (access.Key is { } key)
        {
            options.SetRequestHeader("Authorization", $"Token {key}");
        }
    }

    public IReadOnlyList<string> Goodbye(int chunks) => ["""{"type":"CloseStream"}"""];

    public CloudMessage Read(JsonElement message)
    {
        switch (CloudJson.TypeOf(message, "type"))
        {
            case "Results":
                var results = message.Deserialize<Results>(Json)!;
                return new CloudMessage { Results = [ResultOf(results)], Flushes = results.FromFinalize };
            case "Metadata":
                return new CloudMessage { Ends = true };
            case "Error":
                return new CloudMessage { Fault = new CloudFault(EngineFaultKind.Transient, "Error") };
            default:
                return CloudMessage.Other;
        }
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
        yield return ("language", Language());
        yield return ("encoding", "linear16");
        yield return ("sample_rate", AudioFormat.SampleRate.ToString());
        yield return ("channels", "1");
        yield return ("punctuate", "true");
        yield return ("interim_results", request.Interims ? "true" : "false");
        yield return ("endpointing", "300");
        if (settings.Diarize)
        {
            yield return ("diarize_model", "latest");
        }

        if (settings.OptOutOfTraining)
        {
            yield return ("mip_opt_out", "true");
        }

        foreach (var term in DeepgramKeyterms.Of(model, request.Keyterms))
        {
            yield return term;
        }
    }

    private string Language() => request.Language is { } language ? DeepgramLanguages.NameOf(language)
        : DeepgramEngineFactory.IsLatest(model) ? DeepgramLanguages.Several
        : "en";

    private static CloudResult ResultOf(Results results)
    {
        var best = results.Channel?.Alternatives?.FirstOrDefault();
        var words = (best?.Words ?? []).Where(word => word is not null).Select(word =>
            new CloudWord(word!.PunctuatedWord ?? word.Word ?? "", word.Start, word.End, word.Confidence, word.Speaker));
        return new CloudResult(
            results.IsFinal, results.Start, results.Start + results.Duration, [.. words], best?.Languages?.FirstOrDefault())
        {
            EndsSpeech = results.SpeechFinal || results.FromFinalize,
        };
    }

    private sealed record Results(bool IsFinal, bool SpeechFinal, bool FromFinalize, double Start, double Duration, Channel? Channel);

    private sealed record Channel(IReadOnlyList<Alternative>? Alternatives);

    private sealed record Alternative(IReadOnlyList<Heard?>? Words, IReadOnlyList<string>? Languages);

    private sealed record Heard(string? Word, string? PunctuatedWord, double Start, double End, double Confidence, int? Speaker);
}
