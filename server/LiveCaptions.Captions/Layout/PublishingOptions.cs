using System.ComponentModel.DataAnnotations;
using LiveCaptions.Captions.Emotions;

namespace LiveCaptions.Captions.Layout;

/// <summary>Rules that published cues keep. Defaults: Netflix's English timed text style guide.</summary>
public sealed record PublishingOptions
{
    /// <summary>Columns per line; a cue has two lines at most.</summary>
    [Range(16, 100)]
    public int LineWidth { get; set; } = 42;

    /// <summary>Seconds; 5/6 is 20 frames at 24 per second.</summary>
    [Range(0.1, 5)]
    public double MinDuration { get; set; } = 0.834;

    /// <summary>Seconds.</summary>
    [Range(1, 30)]
    public double MaxDuration { get; set; } = 7;

    /// <summary>Characters per second that are comfortable; kept where the speech leaves room.</summary>
    [Range(5, 40)]
    public double TargetReadingSpeed { get; set; } = 17;

    /// <summary>
    /// Characters per second that are exceeded only where <see cref="MaxShift"/> leaves no other way: cues start earlier or end later
    /// than their speech instead.
    /// </summary>
    [Range(5, 60)]
    public double MaxReadingSpeed { get; set; } = 20;

    /// <summary>Seconds between two cues that do not touch: two frames at 25 per second.</summary>
    [Range(0, 1)]
    public double MinGap { get; set; } = 0.08;

    /// <summary>Gaps shorter than this (seconds) are closed to <see cref="MinGap"/>.</summary>
    [Range(0, 2)]
    public double CloseGapsBelow { get; set; } = 0.5;

    /// <summary>Seconds that a cue stays after its last word, where the next leaves room.</summary>
    [Range(0, 2)]
    public double Linger { get; set; } = 0.4;

    /// <summary>Seconds that a cue may start before or after its first word for a comfortable reading speed: three frames.</summary>
    [Range(0, 1)]
    public double StartTolerance { get; set; } = 0.125;

    /// <summary>
    /// Seconds that a cue may start before or after its first word at all, also where much text is said, or was put in by hand, in
    /// little time: that is shown faster then, and what comes before and behind it stays with its speech.
    /// </summary>
    [Range(0, 5)]
    public double MaxShift { get; set; } = 1;

    /// <summary>
    /// For formats that cannot say whose a cue is: where people speak at the same time, each cue begins with its speaker's name.
    /// </summary>
    public bool NamesSimultaneous { get; set; }

    /// <summary>
    /// What stands before a text to say who speaks: names, dashes and chevrons; with anything else nothing but what <see
    /// cref="NamesSimultaneous"/> asks for.
    /// </summary>
    public SpeakerMarks Speakers { get; set; }

    /// <summary>Marks how it is said, where that changes; see <see cref="EmotionMarks"/>.</summary>
    public bool MarksEmotions { get; set; }

    /// <summary>BCP 47, for marks of cues that do not tell theirs.</summary>
    public string? Language { get; set; }
}
