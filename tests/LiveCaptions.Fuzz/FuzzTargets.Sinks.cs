using System.Text;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Live.Sinks.Obs;
using LiveCaptions.Server.Live.Sinks.YouTube;

namespace LiveCaptions.Fuzz;

/// <summary>What the far ends of live sinks say.</summary>
public static partial class FuzzTargets
{
    private static void ObsSays(byte[] input) => _ = ObsMessage.TryParse(input, out _);

    /// <summary>The clock of a reply, and the reply as a line of an error.</summary>
    private static void YouTubeSays(byte[] input)
    {
        var reply = Encoding.UTF8.GetString(input);
        _ = YouTubeTime.TryReadFirst(reply, out _);
        var line = SinkText.OneLine(reply, ["secret-key"]);
        if (line.Contains("secret-key", StringComparison.OrdinalIgnoreCase) || line.Length > 201 || line.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            throw new InvalidOperationException("Not a short line without secrets.");
        }
    }
}
