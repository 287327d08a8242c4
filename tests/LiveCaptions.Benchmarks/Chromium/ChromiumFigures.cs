using System.Globalization;
using LiveCaptions.Bench;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>What <see cref="ChromiumBench"/> found. Times in seconds.</summary>
internal sealed record ChromiumFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    public required WordErrorRate WhipWer { get; init; }

    public required WordErrorRate WebSocketWer { get; init; }

    /// <summary>WER by WHIP by that by WebSocket; null where that made no error.</summary>
    public required double? WerRatio { get; init; }

    /// <summary>Words in which the two differ.</summary>
    public required int WordsUnlikeWebSocket { get; init; }

    /// <summary>Of the WHIP session.</summary>
    public required double LostAudio { get; init; }

    /// <summary>From the POST of the offer to the first samples in the recording.</summary>
    public required Distribution? FirstAudio { get; init; }

    /// <summary>From the page's sound to the recording.</summary>
    public required Distribution? WhipPath { get; init; }

    public required Distribution? WebSocketPath { get; init; }

    /// <summary>The same sound by WHIP, how much later than by WebSocket; negative when earlier.</summary>
    public required Distribution? WhipAfterWebSocket { get; init; }

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number("audio", AudioSeconds, "s", "played in real time, joined by pauses"),
        FigureRow.Errors("WER, WHIP", WhipWer),
        FigureRow.Errors("WER, WebSocket", WebSocketWer),
        FigureRow.Number("WHIP/WebSocket", WerRatio ?? 1, "", $"{WordsUnlikeWebSocket} words differ"),
        FigureRow.Number("lost", LostAudio, "s", "of audio by WHIP"),
        Milliseconds("first audio", FirstAudio, "from the POST of the offer to the first samples in the recording"),
        Milliseconds("path, WHIP", WhipPath, "from the page's sound to the recording"),
        Milliseconds("path, WebSocket", WebSocketPath, "the same"),
        Milliseconds("WHIP later", WhipAfterWebSocket, "than the same sound by WebSocket"),
    ];

    private static FigureRow Milliseconds(string name, Distribution? values, string meaning) => new(
        name,
        values is null
            ? "-"
            : string.Create(
                CultureInfo.InvariantCulture, $"p50 {values.P50 * 1000:F0}  p95 {values.P95 * 1000:F0}  max {values.Max * 1000:F0} ms"),
        meaning);
}
