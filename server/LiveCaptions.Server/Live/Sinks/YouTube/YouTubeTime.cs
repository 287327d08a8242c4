using System.Globalization;

namespace LiveCaptions.Server.Live.Sinks.YouTube;

/// <summary>Instants as YouTube's caption address writes and reads them: UTC to the millisecond, without a zone.</summary>
internal static class YouTubeTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff";

    public static string Write(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The instant that a reply begins with: the far end's clock.</summary>
    public static bool TryReadFirst(string reply, out DateTimeOffset instant)
    {
        var line = reply.AsSpan().TrimStart();
        instant = default;
        return line.Length >= Write(instant).Length
            && DateTimeOffset.TryParseExact(
                line[..Write(instant).Length], Form, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
    }
}
