using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>Speakers by the names that a caption file gives them: the session's, and new ones.</summary>
internal sealed class NamedSpeakers(SpeakerRoster roster)
{
    /// <summary>Of one file: viewers hold all speakers, and nobody tells so many apart.</summary>
    private const int MaxNew = 200;

    private readonly Dictionary<string, KnownSpeaker> _byName = roster.All.DistinctBy(s => s.Label, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(s => s.Label, StringComparer.OrdinalIgnoreCase);

    private readonly List<KnownSpeaker> _new = [];

    /// <summary>That the session does not know yet.</summary>
    public IReadOnlyList<KnownSpeaker> New => _new;

    /// <exception cref="EditRefusedException">The file names more than can be added.</exception>
    /// <param name="before">Of the cue whose place is taken: of two with one name it is that one.</param>
    public CueSpeaker Of(string name, CueSpeaker? before)
    {
        if (before?.Label == name)
        {
            return before;
        }

        if (!_byName.TryGetValue(name, out var speaker))
        {
            if (_new.Count == MaxNew)
            {
                throw new EditRefusedException(
                    400, "captions_invalid",
                    $"The file names more than {MaxNew} speakers that the session does not have yet; correct the names.");
            }

            _new.Add(speaker = roster.Create(name, _new.Count));
            _byName.Add(name, speaker);
        }

        return new CueSpeaker(speaker.Id, speaker.Label, 1);
    }
}
