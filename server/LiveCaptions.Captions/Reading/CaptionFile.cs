using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Reading;

/// <summary>What a caption file says.</summary>
public sealed record CaptionFile
{
    /// <summary>In order of start; those that start at the same time as they stand in the file.</summary>
    public required IReadOnlyList<FileCue> Cues { get; init; }

    /// <summary>BCP 47, where the file tells; null else.</summary>
    public string? Language { get; init; }

    /// <summary>What was left out or guessed, a line each: <c>line 12: …</c></summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>The file as a document that formats write: its cues keep their times and lines.</summary>
    /// <param name="name">Its title.</param>
    public CaptionDocument ToDocument(string name)
    {
        var speakers = new Dictionary<string, CueSpeaker>(StringComparer.Ordinal);
        var published = Cues.Select(cue => new PublishedCue(cue.Start, cue.End, cue.Lines, SpeakerOf(cue.Speaker))).ToList();
        return new CaptionDocument
        {
            Session = new { Id = name, Title = name, Language },
            Language = Language,
            Duration = published.Select(cue => cue.End).DefaultIfEmpty(0).Max() / 1000.0,
            Speakers = [.. speakers.Values],
            Cues = [.. published.Select((cue, i) => ToCue(cue, i + 1, name))],
            Published = published,
        };

        CueSpeaker? SpeakerOf(string? label)
        {
            if (label is null)
            {
                return null;
            }

            if (!speakers.TryGetValue(label, out var speaker))
            {
                speakers.Add(label, speaker = new CueSpeaker($"s{speakers.Count + 1}", label, 1));
            }

            return speaker;
        }
    }

    private Cue ToCue(PublishedCue cue, int number, string name) => new()
    {
        SessionId = name,
        Seq = number,
        Id = $"c{number}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = cue.Start / 1000.0,
        End = cue.End / 1000.0,
        Text = string.Join(' ', cue.Lines),
        Speaker = cue.Speaker,
        Language = Language,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
