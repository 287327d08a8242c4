using System.Text.Json.Serialization;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>A word as Deepgram writes it, in seconds.</summary>
internal sealed record ListenWord(string Word, double Start, double End, double Confidence)
{
    public string? PunctuatedWord { get; init; }

    /// <summary>From 0.</summary>
    public int? Speaker { get; init; }

    public string? Language { get; init; }

    [JsonIgnore]
    public string Shown => PunctuatedWord ?? Word;

    /// <returns>The cue's words; those that are nothing but marks are left out where marks are.</returns>
    public static IEnumerable<ListenWord> Of(Cue cue, ListenRequest request)
    {
        var speaker = request.Diarizes ? NumberOf(cue.Speaker) : null;
        return (cue.Words ?? []).Select(word => new ListenWord(BareOf(word.Text), word.Start, word.End, word.Confidence)
        {
            PunctuatedWord = request.Punctuates ? word.Text : null,
            Speaker = speaker,
        }).Where(word => word.Shown.Length > 0);
    }

    /// <summary>Small letters, without the marks around them.</summary>
    private static string BareOf(string text)
    {
        var (first, last) = (0, text.Length - 1);
        while (first <= last && !char.IsLetterOrDigit(text[first]))
        {
            first++;
        }

        while (last > first && !char.IsLetterOrDigit(text[last]))
        {
            last--;
        }

        return text[first..(last + 1)].ToLowerInvariant();
    }

    /// <summary>A voice's number (<c>s1</c> is 0); a track with a name has none.</summary>
    private static int? NumberOf(CueSpeaker? speaker) =>
        speaker is { Id: ['s', .. var number] }
        && int.TryParse(number, System.Globalization.NumberStyles.None, provider: null, out var from1)
            ? from1 - 1
            : null;
}
