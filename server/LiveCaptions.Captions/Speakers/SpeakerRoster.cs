using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Speakers;

/// <summary>Who speaks in a session: the voices that are told apart, and the tracks whose publishers gave a name. Thread-safe.</summary>
/// <param name="known">From before.</param>
public sealed class SpeakerRoster(IEnumerable<KnownSpeaker> known)
{
    private readonly Lock _lock = new();
    private readonly List<KnownSpeaker> _all = [.. known];
    private readonly List<KnownSpeaker> _new = [];

    public IReadOnlyList<KnownSpeaker> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    /// <summary>The speaker of a label; one that is heard for the first time gets a number as its name.</summary>
    public CueSpeaker Of(SpeakerLabel label)
    {
        lock (_lock)
        {
            if (_all.Find(s => s.Number == label.Number) is not { } speaker)
            {
                speaker = Unnamed(label.Number);
                _all.Add(speaker);
                _new.Add(speaker);
            }

            return Shown(speaker, label);
        }
    }

    /// <summary>The same for an interim: it may be the first to guess at a speaker, whom only a final makes one of the session's.</summary>
    public CueSpeaker Guess(SpeakerLabel label)
    {
        lock (_lock)
        {
            return Shown(_all.Find(s => s.Number == label.Number) ?? Unnamed(label.Number), label);
        }
    }

    /// <summary>The speaker of a track whose publisher gave a name.</summary>
    public CueSpeaker Of(int track, string name)
    {
        var id = CueSpeaker.IdOfTrack(track);
        return new CueSpeaker(id, Find(id)?.Label ?? name, 1);
    }

    /// <returns>Null when there is none of that id.</returns>
    public KnownSpeaker? Find(string id)
    {
        lock (_lock)
        {
            return _all.Find(s => s.Id == id);
        }
    }

    /// <summary>The voice of a number, where neither a person nor a profile has named it; else null.</summary>
    public KnownSpeaker? FindUnnamed(int number)
    {
        lock (_lock)
        {
            return _all.Find(s => s is { Named: false, Confidence: null } && s.Number == number);
        }
    }

    /// <summary>One that is stored already.</summary>
    public void Add(KnownSpeaker speaker)
    {
        lock (_lock)
        {
            _all.Add(speaker);
        }
    }

    /// <summary>Somebody whom a person names, of no voice and no track; not among them yet.</summary>
    /// <param name="others">That are to be added before.</param>
    public KnownSpeaker Create(string label, int others)
    {
        lock (_lock)
        {
            var number = _all.Count(s => s.Id.StartsWith('n')) + others + 1;
            return new KnownSpeaker(string.Create(CultureInfo.InvariantCulture, $"n{number}"), label, Number: null) { Named = true };
        }
    }

    /// <summary>Speakers that are not stored yet.</summary>
    public IReadOnlyList<KnownSpeaker> TakeNew()
    {
        lock (_lock)
        {
            KnownSpeaker[] taken = [.. _new];
            _new.Clear();
            return taken;
        }
    }

    /// <param name="confidence">How sure a profile is of the label; null where a person says so.</param>
    public void Rename(string id, string label, double? confidence)
    {
        lock (_lock)
        {
            if (_all.FindIndex(s => s.Id == id) is >= 0 and var i)
            {
                _all[i] = _all[i] with { Label = label, Named = confidence is null, Confidence = confidence };
            }
        }
    }

    private static CueSpeaker Shown(KnownSpeaker speaker, SpeakerLabel label) =>
        new(speaker.Id, speaker.Label, Math.Round(label.Confidence, 3));

    private static KnownSpeaker Unnamed(int number)
    {
        var shown = (number + 1).ToString(CultureInfo.InvariantCulture);
        return new KnownSpeaker($"s{shown}", $"Speaker {shown}", number);
    }
}
