using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Refusals;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>What a publisher's query says about its audio.</summary>
/// <param name="Pcm">Null where packets or recordings say it themselves.</param>
/// <param name="Speakers">Who speaks, a name per track; of the one track of a connection that is not split it may be null.</param>
/// <param name="Split">Whether each channel is a track of its own.</param>
public sealed record WebSocketRequest(PcmFormat? Pcm, string Encoding, IReadOnlyList<string?> Speakers, bool Split)
{
    private const string DefaultEncoding = "pcm_s16le";
    private const string Opus = "opus";
    private const string Webm = "webm";
    private const int SplitChannels = 2;

    /// <returns>The request, or why it cannot be served.</returns>
    public static (WebSocketRequest? Request, Refusal? Refusal) Parse(IQueryCollection query)
    {
        var name = query["encoding"].ToString() is { Length: > 0 } given ? given : DefaultEncoding;
        var isPcm = PcmEncodings.TryParse(name, out var encoding);
        if (!isPcm && name is not (Opus or Webm))
        {
            return (null, Bad(
                "encoding_unknown",
                $"Encoding '{Short(name)}' is not taken. Send pcm_s16le, pcm_s24le, pcm_f32le, mulaw, alaw, opus or webm."));
        }

        if (!TryParse(
            query["sampleRate"], encoding.DefaultSampleRate(), PcmFormat.MinSampleRate, PcmFormat.MaxSampleRate, out var sampleRate))
        {
            return (null, Bad("sample_rate_invalid", $"sampleRate '{Short(query["sampleRate"])}' is not a whole number from "
                + $"{PcmFormat.MinSampleRate} to {PcmFormat.MaxSampleRate}."));
        }

        if (!TryParse(query["channels"], 1, 1, PcmFormat.MaxChannels, out var channels))
        {
            return (null,
                Bad("channels_invalid", $"channels '{Short(query["channels"])}' is not a whole number from 1 to {PcmFormat.MaxChannels}."));
        }

        var (split, refusal) = ParseSplit(query["split"], isPcm ? channels : 1);
        if (refusal is not null)
        {
            return (null, refusal);
        }

        (var speakers, refusal) = split ? PublisherQuery.SpeakersOf(query, channels) : One(PublisherQuery.SpeakerOf(query));
        return refusal is null
            ? (new WebSocketRequest(isPcm ? new PcmFormat(encoding, channels, sampleRate) : null, name, speakers, split), null)
            : (null, refusal);
    }

    public IAudioIntake CreateIntake(TimeProvider time) => Encoding switch
    {
        Opus => new OpusIntake(),
        Webm => new RecordingIntake(time),
        _ => new PcmIntake(Pcm!, Split),
    };

    private static (bool Split, Refusal? Refusal) ParseSplit(string? text, int channels) => text switch
    {
        null or "" or "false" => (false, null),
        "true" when channels == SplitChannels => (true, null),
        "true" => (false,
            Bad("split_invalid", $"split=true makes a track of each of two channels, and this has {channels}. Send PCM with channels=2.")),
        _ => (false, Bad("split_invalid", $"split '{Short(text)}' is neither true nor false.")),
    };

    private static (IReadOnlyList<string?> Speakers, Refusal? Refusal) One((string? Speaker, Refusal? Refusal) parsed) =>
        ([parsed.Speaker], parsed.Refusal);

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

    private static Refusal Bad(string code, string detail) => new(400, code, detail);
}
