using System.Globalization;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// A session's cues in the order their messages go out: gives every message its seq, every cue its id and revision.
/// Holds what is still open; finals live in the store. Thread-safe: several tracks feed one timeline.
/// <para>
/// A cue that an utterance's final no longer needs is withdrawn: an interim with empty text, no words and a higher revision.
/// Viewers remove it; it is never stored, and no message with its id follows.
/// </para>
/// </summary>
public sealed class CueTimeline
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, CueBuilder> _tracks = [];
    private readonly Dictionary<string, Cue> _open = new(StringComparer.Ordinal);

    /// <summary>How late each open cue was first shown, in seconds.</summary>
    private readonly Dictionary<string, double> _firstShown = new(StringComparer.Ordinal);
    private readonly string _sessionId;
    private readonly CueOptions _options;
    private readonly TimeProvider _time;
    private readonly SeqCounter _seqs;
    private int _lastCueNumber;
    private double _lastFinalStart;

    /// <param name="seqs">Where other messages of the session are numbered, too.</param>
    /// <param name="lastCueNumber">No cue was numbered higher before.</param>
    public CueTimeline(string sessionId, CueOptions options, TimeProvider time, SeqCounter? seqs = null, int lastCueNumber = 0)
    {
        _sessionId = sessionId;
        _options = options;
        _time = time;
        _seqs = seqs ?? new SeqCounter();
        _lastCueNumber = lastCueNumber;
    }

    /// <summary>Cues that are still open, newest revision each.</summary>
    public IReadOnlyList<Cue> OpenCues
    {
        get
        {
            lock (_gate)
            {
                return _tracks.Values.SelectMany(t => t.Open).Select(d => _open[d.Id]).ToList();
            }
        }
    }

    /// <summary>Id of the cue with a number.</summary>
    public static string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");

    /// <summary>An id for a cue that somebody else makes.</summary>
    public string NextId()
    {
        lock (_gate)
        {
            return CreateId();
        }
    }

    /// <summary>Takes a track's next transcript.</summary>
    /// <param name="track">Number of the track in its session.</param>
    /// <param name="receivedAt">When the audio at a sample position came in; null where nobody knows (files).</param>
    /// <param name="speakers">Who a label of this track is, in a final and in an interim, which may only guess; null where
    /// speakers are not told apart.</param>
    /// <returns>The messages it makes, in the order to store and send them.</returns>
    public IReadOnlyList<Cue> Apply(
        int track, Transcript transcript, Func<long, DateTimeOffset?> receivedAt, Func<SpeakerLabel, CueKind, CueSpeaker>? speakers = null)
    {
        lock (_gate)
        {
            if (!_tracks.TryGetValue(track, out var builder))
            {
                builder = new CueBuilder(_options, CreateId);
                _tracks.Add(track, builder);
            }

            List<Cue> cues =
            [
                .. transcript.Sounds.Select(sound => ToCue(sound, transcript.Language)),
                .. builder.Next(transcript).Select(draft => ToCue(draft, transcript, receivedAt, speakers))
            ];
            foreach (var cue in cues)
            {
                Remember(cue);
            }

            return cues;
        }
    }

    private string CreateId() => IdOf(++_lastCueNumber);

    private void Remember(Cue cue)
    {
        if (cue.Kind == CueKind.Interim && cue.Text.Length > 0)
        {
            _open[cue.Id] = cue;
        }
        else
        {
            _open.Remove(cue.Id);
            _firstShown.Remove(cue.Id);
        }
    }

    private Cue ToCue(
        CueDraft draft, Transcript transcript, Func<long, DateTimeOffset?> receivedAt, Func<SpeakerLabel, CueKind, CueSpeaker>? speakers)
    {
        var now = _time.GetUtcNow();
        var last = draft.Words.Count > 0 ? draft.Words[^1] : null;
        var start = Seconds(draft.Start);
        if (draft.Kind == CueKind.Final)
        {
            // Tracks finish in any order, but a session's finals never start before the one sent last. The words keep their times.
            start = _lastFinalStart = Math.Max(start, _lastFinalStart);
        }

        var latency = last is null ? null : Latency(now, receivedAt(last.End));
        return new Cue
        {
            SessionId = _sessionId,
            Seq = _seqs.Next(),
            Id = draft.Id,
            Revision = draft.Revision,
            Kind = draft.Kind,
            Start = start,
            End = Math.Max(start, Seconds(last?.End ?? draft.Start)),
            Text = draft.Text,
            Words = last is null ? null : draft.Words.Select(ToWord).ToList(),
            Speaker = draft.Speaker is { } label ? speakers?.Invoke(label, draft.Kind) : null,
            Emotion = draft.Kind == CueKind.Final ? CueEmotion.Of(draft.Words, transcript.Emotions) : null,
            Language = draft.Language,
            Latency = latency,
            Shown = latency is { } late && Latency(now, receivedAt(draft.Words[0].End)) is { } first
                ? ShownAfter(draft, first, late)
                : null,
            CreatedAt = now,
        };
    }

    /// <summary>Of a final; of an interim it is noted, where it is the first that shows the cue.</summary>
    private CueShown? ShownAfter(CueDraft draft, double first, double latency)
    {
        first = _firstShown.GetValueOrDefault(draft.Id, first);
        _firstShown[draft.Id] = first;
        return draft.Kind == CueKind.Final ? new CueShown(first, latency) : null;
    }

    private Cue ToCue(SoundEvent sound, string language)
    {
        var start = _lastFinalStart = Math.Max(Seconds(sound.Start), _lastFinalStart);
        return new Cue
        {
            SessionId = _sessionId,
            Seq = _seqs.Next(),
            Id = CreateId(),
            Revision = 1,
            Kind = CueKind.Final,
            Start = start,
            End = Math.Max(start, Seconds(sound.End)),
            Text = SoundCue.TextOf(sound.Kind, language),
            Language = language,
            CreatedAt = _time.GetUtcNow(),
        };
    }

    private static double? Latency(DateTimeOffset now, DateTimeOffset? received) =>
        received is { } at ? Math.Round(Math.Max(0, (now - at).TotalSeconds), 3) : null;

    private static CueWord ToWord(Word word) =>
        new(word.Text, Seconds(word.Start), Seconds(word.End), Math.Round(word.Confidence, 3)) { Raw = word.Raw };

    private static double Seconds(long samples) => Math.Round(AudioFormat.ToSeconds(samples), 3);
}
