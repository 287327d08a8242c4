using LiveCaptions.Server.Import;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>
/// What the form of <c>/v1/audio/transcriptions</c> asks for, as far as it can be had here; docs/compatible.md has the list.
/// </summary>
internal sealed record TranscriptionRequest
{
    private const int MaxTerms = 100;
    private const int MaxTerm = 100;

    private static readonly string[] Formats = ["json", "text", "srt", "verbose_json", "vtt", "diarized_json"];

    /// <summary>One of <see cref="Formats"/>.</summary>
    public required string Format { get; init; }

    public bool Words { get; init; }

    public bool Segments { get; init; }

    /// <summary>Whether the answer comes as it is made.</summary>
    public bool Streams { get; init; }

    /// <summary>The session that it becomes.</summary>
    public ImportRequest Session { get; init; } = new();

    public bool Diarizes => Format == "diarized_json";

    /// <param name="fields">Of a name, all that was given.</param>
    /// <exception cref="ImportRefusedException">It cannot be served.</exception>
    public static TranscriptionRequest Parse(Func<string, IReadOnlyList<string>> fields)
    {
        var form = new ForeignQuery(fields);
        var format = form.Text("response_format") ?? "json";
        if (!Formats.Contains(format, StringComparer.Ordinal))
        {
            form.Refuse<string>("response_format", $"response_format is one of {string.Join(", ", Formats)}.");
        }

        string[] granularities = [.. form.Texts("timestamp_granularities[]"), .. form.Texts("timestamp_granularities")];
        if (granularities.Any(granularity => granularity is not ("word" or "segment"))
            || (granularities.Length > 0 && format != "verbose_json"))
        {
            form.Refuse<string>(
                "timestamp_granularities", "timestamp_granularities[] is word, segment or both, and needs response_format=verbose_json.");
        }

        var request = new TranscriptionRequest
        {
            Format = format,
            Words = granularities.Contains("word", StringComparer.Ordinal),
            Segments = granularities.Length == 0 || granularities.Contains("segment", StringComparer.Ordinal),
            Streams = form.Flag("stream") == true,
            Session = new ImportRequest
            {
                Language = form.Text("language"),
                Diarization = format == "diarized_json",
                Emotion = false,
                Keyterms = TermsOf(form.Text("prompt")),
            },
        };
        return form.Fault is { } fault ? throw new ImportRefusedException(fault.Status, fault.Code, fault.Detail) : request;
    }

    /// <summary>A prompt's names and jargon, as far as it lists them.</summary>
    public static IReadOnlyList<string>? TermsOf(string? prompt)
    {
        var terms = (prompt ?? "")
            .Split([',', ';', '\n', '\r', '.'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<string> kept = [.. terms.Where(term => term.Length <= MaxTerm && term.Any(char.IsLetterOrDigit)).Take(MaxTerms)];
        return kept.Count > 0 ? kept : null;
    }
}
