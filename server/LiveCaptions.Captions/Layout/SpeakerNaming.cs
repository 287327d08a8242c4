using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Layout;

/// <summary>
/// What stands before the text of cues to say who speaks: at each change of the speaker or, where people speak at the same time, at
/// each cue.
/// </summary>
internal sealed class SpeakerNaming
{
    private readonly Func<CueSpeaker?, string?> _mark;
    private readonly bool _everyCue;
    private readonly bool _first;

    private SpeakerNaming(Func<CueSpeaker?, string?> mark, bool everyCue, bool first) =>
        (_mark, _everyCue, _first) = (mark, everyCue, first);

    private static SpeakerNaming Nothing { get; } = new(_ => null, everyCue: false, first: false);

    /// <param name="speakers">Of the cues, in any order.</param>
    /// <param name="simultaneous">Whether others are heard at the same time.</param>
    public static SpeakerNaming Of(IEnumerable<CueSpeaker?> speakers, PublishingOptions options, bool simultaneous)
    {
        var several = simultaneous || speakers.OfType<CueSpeaker>().DistinctBy(speaker => speaker.Id).Skip(1).Any();
        return options.Speakers switch
        {
            SpeakerMarks.Names => new(PublishedWord.NameOf, simultaneous, first: true),
            SpeakerMarks.Dashes when several => new(_ => "-", simultaneous, first: simultaneous),
            SpeakerMarks.Chevrons when several => new(_ => ">>", simultaneous, first: true),
            SpeakerMarks.Dashes or SpeakerMarks.Chevrons => Nothing,
            _ => simultaneous && options.NamesSimultaneous ? new(PublishedWord.NameOf, everyCue: true, first: true) : Nothing,
        };
    }

    /// <summary>What may stand before a text of this speaker; null for nothing. It fits where a cue begins with it.</summary>
    public string? MarkOf(CueSpeaker? speaker) => speaker is null && !_everyCue ? null : _mark(speaker);

    /// <summary>Columns to keep free for the widest mark of these speakers, with the space behind it.</summary>
    public int WidthFor(IEnumerable<CueSpeaker?> speakers) =>
        speakers.Max(speaker => MarkOf(speaker) is { } mark ? DisplayWidth.Of(mark) + 1 : 0);

    /// <summary>Marks of cues in order; null where one has none.</summary>
    public IReadOnlyList<string?> MarksOf(IEnumerable<CueSpeaker?> speakers)
    {
        var marks = new List<string?>();
        var (last, isFirst) = ((string?)null, true);
        foreach (var speaker in speakers)
        {
            var changes = speaker is not null && speaker.Id != last;
            marks.Add(_everyCue || (changes && (_first || !isFirst)) ? MarkOf(speaker) : null);
            (last, isFirst) = speaker is null ? (last, isFirst) : (speaker.Id, false);
        }

        return marks;
    }
}
