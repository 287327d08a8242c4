namespace LiveCaptions.Server.Ingest;

/// <summary>What a publisher's HTTP request says about who it is, whatever protocol follows.</summary>
public static class PublisherQuery
{
    private const int MaxSpeakerLength = 100;

    /// <summary>The stream key: <c>Authorization: Bearer KEY</c>, or <c>?key=KEY</c> for what cannot set headers.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : request.Query["key"];
    }

    /// <returns>The name of who speaks (null where there is none), or why it cannot be taken.</returns>
    public static (string? Speaker, IngestRefusal? Refusal) SpeakerOf(IQueryCollection query)
    {
        var speaker = query["speaker"].ToString().Trim();
        return speaker.Length > MaxSpeakerLength ? (null, TooLong) : (speaker.Length == 0 ? null : speaker, null);
    }

    /// <returns>A name per channel, as <c>speaker=Ann,Bob</c> gives them, else their numbers; or why they cannot be taken.</returns>
    public static (IReadOnlyList<string?> Speakers, IngestRefusal? Refusal) SpeakersOf(IQueryCollection query, int channels)
    {
        var text = query["speaker"].ToString().Trim();
        var names = text.Length == 0
            ? [.. Enumerable.Range(1, channels).Select(channel => $"Channel {channel}")]
            : text.Split(',', StringSplitOptions.TrimEntries);
        if (names.Length != channels || names.Any(name => name.Length == 0))
        {
            return ([], Invalid($"speaker has to name each of the {channels} channels, with a comma between: speaker=Ann,Bob."));
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < channels)
        {
            return ([], Invalid("speaker names two channels alike; give each a name of its own."));
        }

        return names.Any(name => name.Length > MaxSpeakerLength) ? ([], TooLong) : (names, null);
    }

    private static IngestRefusal TooLong => Invalid($"speaker is longer than {MaxSpeakerLength} characters.");

    private static IngestRefusal Invalid(string detail) => new(400, "speaker_invalid", detail);
}
