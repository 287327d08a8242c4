using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Compatible;

/// <summary>Whether speech ends with a final. Cues become final in mid-speech, too; what is open then tells.</summary>
/// <param name="Pause">Seconds of silence behind it, as far as is known.</param>
internal readonly record struct SpeechEnd(bool IsEnd, double Pause)
{
    /// <summary>Seconds that recognition may need for what it has read: two looks at open speech.</summary>
    public const double AtWork = 0.5;

    /// <summary>Shorter than any pause that ends speech by itself: where speech ends sooner, somebody wanted it to.</summary>
    private const double NoPause = 0.3;

    /// <summary>Seconds by which the end of what is final may lie before the end of what came: a frame or two.</summary>
    private const double Frames = 0.1;

    /// <summary>Whether speech would have gone on, if nobody had asked for an end.</summary>
    public bool IsAskedFor => IsEnd && Pause < NoPause;

    /// <summary>Whether all is final up to a position.</summary>
    /// <param name="settled">Seconds up to which all is final.</param>
    public static bool IsSettled(double position, double settled) => settled >= position - Frames;

    /// <param name="end">Of the final's last word.</param>
    /// <param name="openNow">Cues of its channel that are open behind its message, maybe newer ones.</param>
    /// <param name="heard">Seconds that recognition has read.</param>
    public static SpeechEnd Of(double end, IReadOnlyList<Cue> openNow, double heard)
    {
        var pause = openNow.Count == 0 ? heard - end : openNow.Min(open => open.Start) - end;
        return new SpeechEnd(openNow.Count == 0 || pause >= AtWork, pause);
    }
}
