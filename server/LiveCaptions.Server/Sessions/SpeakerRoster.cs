using System.Globalization;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Diarization;

namespace LiveCaptions.Server.Sessions;

/// <summary>Who speaks in a session: the voices that are told apart, and the tracks whose publishers gave a name. Not thread-safe.</summary>
/// <param name="rows">As stored; grows with the session.</param>
public sealed class SpeakerRoster(string sessionId, List<SpeakerRow> rows)
{
    private readonly List<SpeakerRow> _new = [];

    public IReadOnlyList<SpeakerRow> All => rows;

    /// <summary>The speaker of a label; one that is heard for the first time gets a number as its name.</summary>
    public CueSpeaker Of(SpeakerLabel label) => Shown(rows.Find(s => s.Number == label.Number) ?? Add(label.Number), label);

    /// <summary>The same for an interim: it may be the first to guess at a speaker, whom only a final makes one of the session's.</summary>
    public CueSpeaker Guess(SpeakerLabel label) => Shown(rows.Find(s => s.Number == label.Number) ?? Row(label.Number), label);

    /// <summary>The speaker of a track whose publisher gave a name.</summary>
    public CueSpeaker Of(int track, string name)
    {
        var id = CueSpeaker.IdOfTrack(track);
        return new CueSpeaker(id, rows.Find(s => s.Id == id)?.Label ?? name, 1);
    }

    /// <summary>Speakers that are not stored yet.</summary>
    public IReadOnlyList<SpeakerRow> TakeNew()
    {
        SpeakerRow[] taken = [.. _new];
        _new.Clear();
        return taken;
    }

    /// <param name="confidence">How sure a profile is of the label; null where a person says so.</param>
    /// <returns>False when there is no such speaker.</returns>
    public bool Rename(string id, string label, double? confidence)
    {
        if (rows.Find(s => s.Id == id) is not { } row)
        {
            return false;
        }

        (row.Label, row.Named, row.Confidence) = (label, confidence is null, confidence);
        return true;
    }

    private static CueSpeaker Shown(SpeakerRow row, SpeakerLabel label) => new(row.Id, row.Label, Math.Round(label.Confidence, 3));

    private SpeakerRow Add(int number)
    {
        var row = Row(number);
        rows.Add(row);
        _new.Add(row);
        return row;
    }

    private SpeakerRow Row(int number)
    {
        var shown = (number + 1).ToString(CultureInfo.InvariantCulture);
        return new SpeakerRow { SessionId = sessionId, Id = $"s{shown}", Label = $"Speaker {shown}", Number = number };
    }
}
