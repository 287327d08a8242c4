using LiveCaptions.Server.Refusals;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>What <c>publish</c> names: the stream key, with <c>?speaker=NAME</c> behind it where the track has a name.</summary>
public static class RtmpStreamName
{
    public static (string Key, string? Speaker, Refusal? Refusal) Parse(string name)
    {
        var mark = name.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return (name, null, null);
        }

        var (speaker, refusal) = PublisherQuery.SpeakerOf(new QueryCollection(QueryHelpers.ParseQuery(name[mark..])));
        return (name[..mark], speaker, refusal);
    }
}
