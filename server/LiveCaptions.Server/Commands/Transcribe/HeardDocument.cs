using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What was recognised in a file → its cues, speakers and emotions, as a document to export. No matter whether this run recognised it, or one before.</summary>
/// <param name="error">Gets what became of the sound.</param>
internal sealed class HeardDocument(TranscribeRequest request, TimeProvider time, TextWriter error)
{
    /// <param name="name">What the session is called.</param>
    /// <param name="startedAt">When work on it began.</param>
    public CaptionDocument Of(HeardFile file, string name, DateTimeOffset startedAt)
    {
        var faults = new LabelFaults(name, error);
        return request.ChannelNames is { } channels
            ? OfSplit(file, name, channels, startedAt, faults)
            : OfMixed(file, name, startedAt, faults);
    }

    private CaptionDocument OfMixed(HeardFile file, string name, DateTimeOffset startedAt, LabelFaults faults)
    {
        var (track, speakers) = (file.Tracks[0], new SpeakerRoster(name, []));
        var finals = Cues(track, name, speakers, faults);
        if (track.Voices is not { } voices)
        {
            return Document(file, name, startedAt, finals, Points(track, [], speakers));
        }

        finals = finals.ConvertAll(cue => cue with { Speaker = CueRelabelling.SpeakerOf(cue, voices, offset: 0) is { } label ? speakers.Of(label) : null });
        return Document(file, name, startedAt, finals, Points(track, voices, speakers)) with { Turns = SpeakerTurns.Of(voices, offset: 0, speakers.Of) };
    }

    /// <summary>Each channel is a track with a speaker of its own.</summary>
    private CaptionDocument OfSplit(HeardFile file, string name, IReadOnlyList<string> names, DateTimeOffset startedAt, LabelFaults faults)
    {
        var nobody = new SpeakerRoster(name, []);
        var finals = file.Tracks.SelectMany((one, track) =>
            Cues(one, name, nobody, faults).Select(cue => SoundCue.Is(cue) ? cue : cue with { Speaker = new CueSpeaker(CueSpeaker.IdOfTrack(track), names[track], 1) }));
        var emotions = file.Tracks.SelectMany((one, track) => Turns(one).Select(turn => EmotionPoint.Of(turn, offset: 0, CueSpeaker.IdOfTrack(track))));
        return Document(file, name, startedAt, InOrder(finals), [.. emotions.OrderBy(point => point.Start)]);
    }

    private List<Cue> Cues(HeardTrack track, string name, SpeakerRoster speakers, LabelFaults faults)
    {
        var formatter = request.RedactsWords ? null : FormattingSettings.Create(request.Formatting);
        var formatting = new FormattingStage(() => formatter, fault => faults.Tell(LabelStage.Formatting, fault));
        var timeline = new CueTimeline(name, new CueOptions(), time);
        return [.. track.Finals.SelectMany(final => timeline.Apply(0, formatting.Format(final), _ => null, (label, _) => speakers.Of(label))).Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 })];
    }

    /// <summary>Tracks are heard at paces of their own: their cues are brought into the order in which they are spoken, and numbered by it.</summary>
    private static List<Cue> InOrder(IEnumerable<Cue> finals) =>
        [.. finals.OrderBy(cue => cue.Start).Select((cue, i) => cue with { Seq = i + 1, Id = string.Create(CultureInfo.InvariantCulture, $"c{i + 1}") })];

    private static IEnumerable<EmotionTurn> Turns(HeardTrack track) => track.Finals.SelectMany(final => final.Emotions);

    private static List<EmotionPoint> Points(HeardTrack track, IReadOnlyList<LabelledPiece> voices, SpeakerRoster speakers)
    {
        var known = voices.Where(p => p.Speaker is not null).Select(p => (p.Piece.Start, p.Piece.End, p.Speaker!.Number)).ToList();
        return [.. Turns(track).Select(turn => EmotionPoint.Of(
            turn, offset: 0, TurnSpeakers.Of(turn.Start, turn.End, known) is { } number ? speakers.Of(new SpeakerLabel(number, 1)).Id : null))];
    }

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
        var speakers = finals.Select(cue => cue.Speaker).OfType<CueSpeaker>().DistinctBy(s => s.Id).OrderBy(s => s.Id.Length).ThenBy(s => s.Id, StringComparer.Ordinal)
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
                Notices = notices.Count == 0 ? null : [.. notices.Select(notice => new SessionNotice(notice.Code, notice.Message, At: 0, Track: 0))],
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
