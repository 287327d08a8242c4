using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>Messages that Deepgram's clients know, of one request.</summary>
/// <param name="requestId">The session's id.</param>
/// <param name="engine">Name of what recognises.</param>
internal sealed class ListenMessages(string requestId, string engine, int channels)
{
    private readonly object _metadata = new
    {
        requestId,
        modelInfo = new { name = engine, version = "1", arch = engine },
        modelUuid = ModelId(engine),
    };

    /// <summary>The same for the same engine.</summary>
    public static string ModelId(string engine) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(engine)).AsSpan(0, 16)).ToString();

    /// <param name="end">Seconds: what lies before is not told again, where it is final.</param>
    public object Results(
        int channel, double start, double end, IReadOnlyList<ListenWord> words,
        bool isFinal, bool speechFinal = false, bool fromFinalize = false) => new
        {
            type = "Results",
            channelIndex = (int[])[channel, channels],
            duration = Round(end - start),
            start = Round(start),
            isFinal,
            speechFinal,
            channel = new { alternatives = (object[])[AlternativeOf(words)] },
            metadata = _metadata,
            fromFinalize,
        };

    public object UtteranceEnd(int channel, double lastWordEnd) =>
        new { type = "UtteranceEnd", channel = (int[])[channel, channels], lastWordEnd };

    public object SpeechStarted(int channel, double timestamp) =>
        new { type = "SpeechStarted", channel = (int[])[channel, channels], timestamp };

    public object Metadata(DateTimeOffset created, double duration) => new
    {
        type = "Metadata",
        transactionKey = "deprecated",
        requestId,
        sha256 = "",
        created = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        duration = Round(duration),
        channels,
    };

    public static object AlternativeOf(IReadOnlyList<ListenWord> words) => new
    {
        transcript = TextOf(words),
        confidence = words.Count == 0 ? 0 : Round(words.Average(word => word.Confidence)),
        words,
    };

    public static string TextOf(IEnumerable<ListenWord> words) => string.Join(' ', words.Select(word => word.Shown));

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
