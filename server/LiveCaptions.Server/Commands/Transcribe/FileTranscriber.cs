using System.Globalization;
using LiveCaptions.Media;
using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Emotions;
using LiveCaptions.Server.Exports;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>One file through the pipeline that live sessions use: audio → transcripts → cues → a document to export.</summary>
internal sealed class FileTranscriber(SpeechEngine engine, TranscribeRequest request, TimeProvider time, TextWriter error)
{
    private readonly TrackTranscriber _tracks = new(engine, request, time);

    /// <param name="name">What the session is called.</param>
    /// <param name="journals">Of each track: finals of an earlier run that was killed; gets those that this one makes. Null keeps none.</param>
    /// <param name="progress">Gets seconds done, and seconds in all where known.</param>
    /// <exception cref="MediaReadException">The input holds no readable audio, or is to be split and is no stereo.</exception>
    public Task<CaptionDocument> TranscribeAsync(
        string input, string name, IReadOnlyList<FinalsJournal?> journals, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken) =>
        request.ChannelNames is { } channels
            ? TranscribeSplitAsync(input, name, channels, journals, progress, cancellationToken)
            : TranscribeMixedAsync(input, name, journals[0], progress, cancellationToken);

    private async Task<CaptionDocument> TranscribeMixedAsync(
        string input, string name, FinalsJournal? journal, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        await using var reader = await MediaFile.OpenAsync(input, request.Choice, time, cancellationToken);
        var tracker = request.Diarization ? engine.CreateTracker(request.Speakers) : null;
        var (speakers, faults) = (new SpeakerRoster(name, []), new LabelFaults(name, error));
        var heard = await _tracks.HearAsync(
            reader, name, journal, tracker, speakers, faults, done => progress.Report((done, reader.Duration?.TotalSeconds)), cancellationToken);
        var finals = tracker is null ? heard.Finals : Review(tracker, heard.Finals, speakers, faults);
        var document = Document(name, startedAt, [heard], finals, Points(heard.Turns, tracker, speakers));
        return tracker is null ? document : document with { Turns = SpeakerTurns.Of(tracker.Pieces, offset: 0, speakers.Of) };
    }

    /// <summary>Each channel is a track with a speaker of its own, heard beside the other.</summary>
    private async Task<CaptionDocument> TranscribeSplitAsync(
        string input, string name, IReadOnlyList<string> names, IReadOnlyList<FinalsJournal?> journals, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        var readers = await MediaFile.OpenStereoAsync(input, request.Choice, time, cancellationToken);
        try
        {
            var done = new double[readers.Count];
            var (nobody, faults) = (new SpeakerRoster(name, []), new LabelFaults(name, error));
            var heard = await Task.WhenAll(readers.Select((reader, track) => _tracks.HearAsync(
                reader, name, journals[track], tracker: null, nobody, faults, Show(track), cancellationToken)));
            var finals = heard.SelectMany((one, track) => one.Finals.Select(cue => SoundCue.Is(cue) ? cue : cue with { Speaker = new CueSpeaker(CueSpeaker.IdOfTrack(track), names[track], 1) }));
            var emotions = heard.SelectMany((one, track) => one.Turns.Select(turn => EmotionPoint.Of(turn, offset: 0, CueSpeaker.IdOfTrack(track))));
            return Document(name, startedAt, heard, InOrder(finals), [.. emotions.OrderBy(point => point.Start)]);

            Action<double> Show(int track) => seconds =>
            {
                done[track] = seconds;
                progress.Report((done.Average(), readers[track].Duration?.TotalSeconds));
            };
        }
        finally
        {
            foreach (var reader in readers)
            {
                await reader.DisposeAsync();
            }
        }
    }

    /// <summary>Tracks are heard at paces of their own: their cues are brought into the order in which they are spoken, and numbered by it.</summary>
    private static List<Cue> InOrder(IEnumerable<Cue> finals) =>
        [.. finals.OrderBy(cue => cue.Start).Select((cue, i) => cue with { Seq = i + 1, Id = string.Create(CultureInfo.InvariantCulture, $"c{i + 1}") })];

    private static List<Cue> Review(SpeakerTracker tracker, List<Cue> finals, SpeakerRoster speakers, LabelFaults faults)
    {
        try
        {
            tracker.Review();
            return finals.ConvertAll(cue => cue with { Speaker = CueRelabelling.SpeakerOf(cue, tracker.Pieces, offset: 0) is { } label ? speakers.Of(label) : null });
        }
        catch (Exception fault)
        {
            faults.Tell(LabelStage.Speakers, fault);
            return finals;
        }
    }

    private static List<EmotionPoint> Points(List<EmotionTurn> turns, SpeakerTracker? tracker, SpeakerRoster speakers)
    {
        var voices = tracker?.Pieces.Where(p => p.Speaker is not null).Select(p => (p.Piece.Start, p.Piece.End, p.Speaker!.Number)).ToList() ?? [];
        return turns.ConvertAll(turn => EmotionPoint.Of(
            turn, offset: 0, TurnSpeakers.Of(turn.Start, turn.End, voices) is { } number ? speakers.Of(new SpeakerLabel(number, 1)).Id : null));
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

    private CaptionDocument Document(string name, DateTimeOffset startedAt, IReadOnlyList<HeardTrack> heard, List<Cue> finals, List<EmotionPoint> emotions)
    {
        var duration = heard.Max(track => track.Duration);
        var notices = Tell(name, heard);
        var language = request.Language ?? finals.FirstOrDefault()?.Language;
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
                Engine = engine.Recognizer.Name,
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
