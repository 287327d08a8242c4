using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible;

/// <summary>Whether speech ends with a final. Cues become final in mid-speech, too; what is open then tells.</summary>
/// <param name="Pause">Seconds of silence behind it, as far as is known.</param>
internal readonly record struct SpeechEnd(bool IsEnd, double Pause)
{
    /// <summary>Seconds that recognition may need for what it has read: two looks at open speech.</summary>
    public const double AtWork = 0.5;

    /// <param name="end">Of the final's last word.</param>
    /// <param name="openNow">Cues of its channel that are open behind its message, maybe newer ones.</param>
    /// <param name="heard">Seconds that recognition has read.</param>
    public static SpeechEnd Of(double end, IReadOnlyList<Cue> openNow, double heard)
    {
        var pause = openNow.Count == 0 ? heard - end : openNow.Min(open => open.Start) - end;
        return new SpeechEnd(openNow.Count == 0 || pause >= AtWork, pause);
    }
}
