using LiveCaptions.Media;
using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Emotions;
using LiveCaptions.Server.Exports;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>One file through the pipeline that live sessions use: audio → transcripts → cues → a document to export.</summary>
internal sealed class FileTranscriber(SpeechEngine engine, TranscribeRequest request, TimeProvider time, TextWriter error)
{
    /// <param name="name">What the session is called.</param>
    /// <param name="journal">Finals of an earlier run that was killed; gets those that this one makes. Null keeps none.</param>
    /// <param name="progress">Gets seconds done, and seconds in all where known.</param>
    /// <exception cref="MediaReadException">The input holds no readable audio.</exception>
    public async Task<CaptionDocument> TranscribeAsync(
        string input, string name, FinalsJournal? journal, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        var startedAt = time.GetUtcNow();
        await using var reader = await MediaFile.OpenAsync(input, cancellationToken);
        var media = new MediaSource(reader);
        IAudioSource source = request.RealTime ? new RealTimePace(media, time) : media;
        var tracker = request.Diarization ? engine.CreateTracker(request.MaxSpeakers) : null;
        var speakers = new SpeakerRoster(name, []);
        var faults = new LabelFaults(name, error);
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions
        {
            Language = request.Language,
            Interims = request.RealTime,
            Known = number => journal?.Known.GetValueOrDefault(number),
        }, tracker, request.Emotion ? engine.CreateEmotionTracker() : null, faults.Tell, request.Sounds);
        var timeline = new CueTimeline(name, new CueOptions(), time);
        var finals = new List<Cue>();
        var turns = new List<EmotionTurn>();
        await foreach (var heard in pipeline.RunAsync(source, cancellationToken))
        {
            var transcript = journal is not null && heard.IsFinal ? journal.Keep(heard) : heard;
            finals.AddRange(timeline.Apply(0, transcript, _ => null, speakers.Of).Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 }));
            turns.AddRange(transcript.Emotions);
            progress.Report((AudioFormat.ToSeconds(transcript.AudioEnd), reader.Duration?.TotalSeconds));
        }

        if (tracker is not null)
        {
            finals = Review(tracker, finals, speakers, faults);
        }

        var document = Document(name, startedAt, AudioFormat.ToSeconds(media.Position), finals) with
        {
            Emotions = Points(turns, tracker, speakers),
            MarksEmotions = request.MarksEmotions,
        };
        return tracker is null ? document : document with { Turns = SpeakerTurns.Of(tracker.Pieces, offset: 0, speakers.Of) };
    }

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

    private CaptionDocument Document(string name, DateTimeOffset startedAt, double duration, List<Cue> finals)
    {
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
                LostAudio = 0,
            },
            Language = language,
            Duration = duration,
            Speakers = [.. speakers.Select(s => new CueSpeaker(s.Id, s.Label, 1))],
            Cues = finals,
        };
    }
}
