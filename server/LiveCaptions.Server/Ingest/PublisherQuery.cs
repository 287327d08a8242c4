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
        return speaker.Length > MaxSpeakerLength
            ? (null, new IngestRefusal(400, "speaker_invalid", $"speaker is longer than {MaxSpeakerLength} characters."))
            : (speaker.Length == 0 ? null : speaker, null);
    }
}
