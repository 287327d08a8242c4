using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Ingest;

/// <summary>What a publisher's HTTP request says about who it is, whatever protocol follows.</summary>
public static class PublisherQuery
{
    /// <summary>The stream key: <c>Authorization: Bearer KEY</c>, or <c>?key=KEY</c> for what cannot set headers.</summary>
    public static string? KeyOf(HttpRequest request) => BearerToken.Of(request) ?? request.Query["key"];

    /// <returns>The name of who speaks (null where there is none), or why it cannot be taken.</returns>
    public static (string? Speaker, Refusal? Refusal) SpeakerOf(IQueryCollection query)
    {
        var speaker = CaptionText.Clean(query["speaker"].ToString());
        return speaker.Length > ChannelNaming.MaxLength
            ? (null, Invalid($"speaker is longer than {ChannelNaming.MaxLength} characters."))
            : (speaker.Length == 0 ? null : speaker, null);
    }

    /// <returns>A name per channel, as <c>speaker=Ann,Bob</c> gives them, else their numbers; or why they cannot be taken.</returns>
    public static (IReadOnlyList<string?> Speakers, Refusal? Refusal) SpeakersOf(IQueryCollection query, int channels)
    {
        var text = query["speaker"].ToString().Trim();
        if (text.Length == 0)
        {
            return ([.. Enumerable.Range(1, channels).Select(channel => $"Channel {channel}")], null);
        }

        var (names, fault) = ChannelNaming.Parse(text, channels);
        return fault is null ? (names, null) : ([], Invalid($"speaker {fault}"));
    }

    private static Refusal Invalid(string detail) => new(400, "speaker_invalid", detail);
}
