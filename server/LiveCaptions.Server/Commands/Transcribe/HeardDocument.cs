using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Scribing;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech;
using System.Globalization;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>
/// What was recognised in a file → its cues, speakers and emotions, as a document to export. No matter whether this
/// run recognised it, or one before.
/// </summary>
/// <param name="error">Gets what became of the sound.</param>
internal sealed class HeardDocument(TranscribeRequest request, TimeProvider time, TextWriter error)
{
    /// <param name="name">What the session is called.</param>
    /// <param name="startedAt">When work on it began.</param>
    public CaptionDocument Of(HeardFile file, string name, DateTimeOffset startedAt)
    {
        var faults = LabelFaults.Of(name, error);
        return request.ChannelNames is { } channels
            ? OfSplit(file, name, channels, startedAt, faults)
            : OfMixed(file, name, startedAt, faults);
    }

    private CaptionDocument OfMixed(HeardFile file, string name, DateTimeOffset startedAt, StageFaults faults)
    {
        var (heard, track, speakers) = (file.Tracks[0], new ScribedTrack(0), new SpeakerRoster([]));
        var scribe = ScribeOf(name, speakers);
        var finals = Cues(scribe, track, heard, faults);
        if (heard.Voices is not { } voices)
        {
            return Document(file, name, startedAt, finals, Points(scribe, track, heard, []));
        }

        finals = finals.ConvertAll(cue =>
            cue with { Speaker = CueRelabelling.SpeakerOf(cue, voices, offset: 0) is { } label ? speakers.Of(label) : null });
        return Document(file, name, startedAt, finals, Points(scribe, track, heard, voices)) with
        {
            Turns = SpeakerTurns.Of(voices, offset: 0, speakers.Of)
        };
    }

    /// <summary>Each channel is a track with a speaker of its own.</summary>
    private CaptionDocument OfSplit(HeardFile file, string name, IReadOnlyList<string> names, DateTimeOffset startedAt, StageFaults faults)
    {
        var tracks = file.Tracks
            .Select((heard, number) =>
                (Heard: heard, Track: new ScribedTrack(number, names[number]), Scribe: ScribeOf(name, new SpeakerRoster([]))))
            .ToList();
        var finals = tracks.SelectMany(one => Cues(one.Scribe, one.Track, one.Heard, faults));
        var emotions = tracks.SelectMany(one => Points(one.Scribe, one.Track, one.Heard, voices: null));
        return Document(file, name, startedAt, InOrder(finals), [.. emotions.OrderBy(point => point.Start)]);
    }

    private Scribe ScribeOf(string name, SpeakerRoster speakers) => new(new CueTimeline(name, new CueOptions(), time), speakers);

    private List<Cue> Cues(Scribe scribe, ScribedTrack track, HeardTrack heard, StageFaults faults)
    {
        var formatter = request.RedactsWords ? null : FormattingSettings.Create(request.Formatting);
        var formatting = new FormattingStage(() => formatter, fault => faults.Tell(LabelStage.Formatting, fault));
        return [.. heard.Finals.SelectMany(final => scribe.Write(track, formatting.Format(final)))
            .Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 })];
    }

    private static List<EmotionPoint> Points(Scribe scribe, ScribedTrack track, HeardTrack heard, IReadOnlyList<LabelledPiece>? voices) =>
        [.. heard.Finals.SelectMany(final => scribe.Feel(track, final, voices))];

    /// <summary>
    /// Tracks are heard at paces of their own: their cues are brought into the order in which they are spoken, and numbered by it.
    /// </summary>
    private static List<Cue> InOrder(IEnumerable<Cue> finals) =>
        [.. finals.OrderBy(cue => cue.Start)
            .Select((cue, i) => cue with { Seq = i + 1, Id = string.Create(CultureInfo.InvariantCulture, $"c{i + 1}") })];

    /// <summary>Tells what became of the input's sound; channels of one input have the same fate.</summary>
    private List<AudioNotice> Tell(string name, IReadOnlyList<HeardTrack> heard)
    {
        List<AudioNotice> notices = [.. heard.SelectMany(track => track.Notices).DistinctBy(notice => notice.Code)];
        foreach (var notice in notices)
        {
            error.WriteLine($"livecaptions transcribe: {name}: {notice.Message}");
        }

        return notices;
    }

    private CaptionDocument Document(HeardFile file, string name, DateTimeOffset startedAt, List<Cue> finals, List<EmotionPoint> emotions)
    {
        var duration = file.Tracks.Max(track => track.Duration);
        var notices = Tell(name, file.Tracks);
        var language = file.Language ?? finals.FirstOrDefault()?.Language;
        var speakers = finals.Select(cue => cue.Speaker).OfType<CueSpeaker>().DistinctBy(s => s.Id)
            .OrderBy(s => s.Id.Length).ThenBy(s => s.Id, StringComparer.Ordinal)
            .Select(s => new SessionSpeaker(s.Id, s.Label)).ToList();
        return new CaptionDocument
        {
            Session = new SessionView
            {
                Id = name,
                Title = name,
                State = SessionState.Finished,
                CreatedAt = startedAt,
                EndedAt = time.GetUtcNow(),
                Duration = Math.Round(duration, 3),
                Language = language,
                Engine = file.Engine,
                Public = false,
                Speakers = speakers,
                CueCount = finals.Count,
                LostAudio = Math.Round(AudioFormat.ToSeconds(notices.Sum(notice => notice.LostSamples)), 3),
                Notices = notices.Count == 0
                    ? null
                    : [.. notices.Select(notice => new SessionNotice(notice.Code, notice.Message, At: 0, Track: 0))],
            },
            Language = language,
            Duration = duration,
            Speakers = [.. speakers.Select(s => new CueSpeaker(s.Id, s.Label, 1))],
            Cues = finals,
            Emotions = emotions,
            MarksEmotions = request.MarksEmotions,
        };
    }
}
