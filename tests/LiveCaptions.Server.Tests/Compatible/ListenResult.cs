using System.Text.Json;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>A Results message, as far as tests look at it.</summary>
internal sealed record ListenResult(
    string Transcript, bool IsFinal, bool SpeechFinal, bool FromFinalize, double Start, double End, int Channel, JsonElement[] Words)
{
    public static IReadOnlyList<ListenResult> Of(IEnumerable<JsonElement> messages) =>
        [.. messages.Where(message => message.GetProperty("type").GetString() == "Results").Select(Of)];

    public static ListenResult Of(JsonElement message)
    {
        var alternative = message.GetProperty("channel").GetProperty("alternatives")[0];
        var start = message.GetProperty("start").GetDouble();
        return new ListenResult(
            alternative.GetProperty("transcript").GetString()!,
            message.GetProperty("is_final").GetBoolean(),
            message.GetProperty("speech_final").GetBoolean(),
            message.GetProperty("from_finalize").GetBoolean(),
            start,
            start + message.GetProperty("duration").GetDouble(),
            message.GetProperty("channel_index")[0].GetInt32(),
            [.. alternative.GetProperty("words").EnumerateArray()]);
    }
}
