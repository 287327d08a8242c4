using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>Speakers by the names that a caption file gives them: the session's, and new ones.</summary>
internal sealed class NamedSpeakers(SpeakerRoster roster)
{
    private readonly Dictionary<string, KnownSpeaker> _byName = roster.All.DistinctBy(s => s.Label, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(s => s.Label, StringComparer.OrdinalIgnoreCase);

    private readonly List<KnownSpeaker> _new = [];

    /// <summary>That the session does not know yet.</summary>
    public IReadOnlyList<KnownSpeaker> New => _new;

    /// <param name="before">Of the cue whose place is taken: of two with one name it is that one.</param>
    public CueSpeaker Of(string name, CueSpeaker? before)
    {
        if (before?.Label == name)
        {
            return before;
        }

        if (!_byName.TryGetValue(name, out var speaker))
        {
            _new.Add(speaker = roster.Create(name, _new.Count));
            _byName.Add(name, speaker);
        }

        return new CueSpeaker(speaker.Id, speaker.Label, 1);
    }
}
