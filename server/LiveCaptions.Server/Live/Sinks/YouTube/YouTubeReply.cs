namespace LiveCaptions.Server.Live.Sinks.YouTube;

/// <summary>
/// What YouTube says where it refuses a caption, in our words. What answers is never quoted: somebody could have it say
/// what only this server can read.
/// </summary>
internal static class YouTubeReply
{
    /// <summary>As users report its replies.</summary>
    private static readonly (string Mark, string Meaning)[] Known =
    [
        ("Timestamp skew", ": the caption's time is too far from YouTube's clock"),
        ("Missing seq", ": it misses the number of the post"),
        ("Bad timestamp", ": it cannot read the caption's time"),
    ];

    /// <returns>The rest of a sentence; empty where the reply is none that is known.</returns>
    public static string Meaning(string reply) =>
        Array.Find(Known, known => reply.Contains(known.Mark, StringComparison.OrdinalIgnoreCase)).Meaning ?? "";
}
