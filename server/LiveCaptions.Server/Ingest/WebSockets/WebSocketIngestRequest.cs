using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>What a publisher's query says about its audio.</summary>
/// <param name="Speakers">Who speaks, a name per track; of the one track of a connection that is not split it may be null.</param>
/// <param name="Split">Whether each channel is a track of its own.</param>
public sealed record WebSocketIngestRequest(PcmEncoding Encoding, int SampleRate, int Channels, string EncodingName, IReadOnlyList<string?> Speakers, bool Split)
{
    private const string DefaultEncoding = "pcm_s16le";
    private const int SplitChannels = 2;

    /// <returns>The request, or why it cannot be served.</returns>
    public static (WebSocketIngestRequest? Request, IngestRefusal? Refusal) Parse(IQueryCollection query)
    {
        var name = query["encoding"].ToString() is { Length: > 0 } given ? given : DefaultEncoding;
        if (!PcmEncodings.TryParse(name, out var encoding))
        {
            return (null, Bad("encoding_unknown", $"Encoding '{Short(name)}' is not taken. Send pcm_s16le or pcm_f32le."));
        }

        if (!TryParse(query["sampleRate"], 16_000, PcmFormat.MinSampleRate, PcmFormat.MaxSampleRate, out var sampleRate))
        {
            return (null, Bad("sample_rate_invalid", $"sampleRate '{Short(query["sampleRate"])}' is not a whole number from {PcmFormat.MinSampleRate} to {PcmFormat.MaxSampleRate}."));
        }

        if (!TryParse(query["channels"], 1, 1, PcmFormat.MaxChannels, out var channels))
        {
            return (null, Bad("channels_invalid", $"channels '{Short(query["channels"])}' is not a whole number from 1 to {PcmFormat.MaxChannels}."));
        }

        var (split, refusal) = ParseSplit(query["split"], channels);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        (var speakers, refusal) = split ? PublisherQuery.SpeakersOf(query, channels) : One(PublisherQuery.SpeakerOf(query));
        return refusal is null ? (new WebSocketIngestRequest(encoding, sampleRate, channels, name, speakers, split), null) : (null, refusal);
    }

    private static (bool Split, IngestRefusal? Refusal) ParseSplit(string? text, int channels) => text switch
    {
        null or "" or "false" => (false, null),
        "true" when channels == SplitChannels => (true, null),
        "true" => (false, Bad("split_invalid", $"split=true makes a track of each of two channels, and this has {channels}. Send channels=2.")),
        _ => (false, Bad("split_invalid", $"split '{Short(text)}' is neither true nor false.")),
    };

    private static (IReadOnlyList<string?> Speakers, IngestRefusal? Refusal) One((string? Speaker, IngestRefusal? Refusal) parsed) => ([parsed.Speaker], parsed.Refusal);

    private static bool TryParse(string? text, int fallback, int min, int max, out int value)
    {
        if (string.IsNullOrEmpty(text))
        {
            value = fallback;
            return true;
        }

        return int.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out value) && value >= min && value <= max;
    }

    private static string Short(string? text) => text is { Length: > 40 } ? text[..40] + "…" : text ?? "";

    private static IngestRefusal Bad(string code, string detail) => new(400, code, detail);
}
