using System.Text;
using LiveCaptions.Server.Live.Sinks.Obs;
using LiveCaptions.Server.Live.Sinks.YouTube;

namespace LiveCaptions.Fuzz;

/// <summary>What the far ends of live sinks say.</summary>
public static partial class FuzzTargets
{
    private static void ObsSays(byte[] input) => _ = ObsMessage.TryParse(input, out _);

    /// <summary>The clock of a reply, and what it means: our words, none of its own.</summary>
    private static void YouTubeSays(byte[] input)
    {
        var reply = Encoding.UTF8.GetString(input);
        _ = YouTubeTime.TryReadFirst(reply, out _);
        Require(YouTubeReply.Meaning(reply) is { Length: < 100 } meaning
            && !meaning.Contains("secret-key", StringComparison.OrdinalIgnoreCase));
    }
}
