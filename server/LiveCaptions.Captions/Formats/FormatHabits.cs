using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Formats;

/// <summary>What a format to be shown does where nothing is asked.</summary>
internal sealed record FormatHabits
{
    public SpeakerMarks Speakers { get; init; }

    /// <summary>Whether a format that cannot say whose a cue is has names where people speak at the same time.</summary>
    public bool NamesSimultaneous { get; init; }

    public bool PlacedApart { get; init; }

    public bool MusicNotes { get; init; }

    /// <summary>Columns that a line can have, whatever the layout's rules are.</summary>
    public int MaxLineWidth { get; init; } = int.MaxValue;
}
