using LiveCaptions.Captions.Cues;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Languages;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Transcribing;

/// <summary>One track that is all there through the pipeline that live sessions use: audio → finals, and who speaks when.</summary>
internal sealed class TrackTranscriber(SpeechEngine engine, TranscribingOptions options, TimeProvider time)
{
    /// <param name="journal">Finals of an earlier run that was killed; gets those that this one makes. Null keeps none.</param>
    /// <param name="tracker">Null where voices are not told apart.</param>
    /// <param name="show">Gets seconds done.</param>
    public async Task<HeardTrack> HearAsync(
        IMediaReader reader, FinalsJournal? journal, SpeakerTracker? tracker,
        StageFaults faults, Action<double> show, CancellationToken cancellationToken)
    {
        var media = new MediaSource(reader);
        IAudioSource source = options.RealTime ? new RealTimePace(media, time) : media;

        // What is to be hidden must not be kept, so it is hidden before. How all else is written can be chosen anew.
        var hiding = options.Formatter is { Options.Redacts: true } redacts ? redacts : null;
        await using var pipeline = engine.CreatePipeline(
            StreamOptions(journal), tracker, options.Emotion ? engine.CreateEmotionTracker() : null,
            faults.Tell, options.Sounds, formatting: () => hiding,
            languages: new LanguageTracker(options.Languages, new LinguaLanguages()));
        var finals = new List<Transcript>();
        await foreach (var heard in pipeline.RunAsync(source, cancellationToken))
        {
            if (heard.IsFinal)
            {
                finals.Add(Lean(journal?.Keep(heard, isWhole: !faults.Any) ?? heard));
            }

            show(AudioFormat.ToSeconds(heard.AudioEnd));
        }

        return new HeardTrack(finals, Review(tracker, faults), AudioFormat.ToSeconds(media.Position), [.. reader.Notices]);
    }

    private RecognizerStreamOptions StreamOptions(FinalsJournal? journal) => new()
    {
        Language = options.Language,
        Languages = options.Languages,
        Keyterms = () => options.Keyterms,
        Interims = options.RealTime,
        Background = options.Background,
        Quality = options.Quality,
        WholeCues = options.RealTime
            ? new WholeCues(new CueOptions(), options.Language ?? engine.Recognizer.Languages[0], () => options.Formatter).Count
            : null,
        Known = number => journal?.Known.GetValueOrDefault(number),
    };

    private static IReadOnlyList<LabelledPiece>? Review(SpeakerTracker? tracker, StageFaults faults)
    {
        try
        {
            tracker?.Review();
        }
        catch (Exception fault)
        {
            faults.Tell(LabelStage.Speakers, fault);
        }

        return tracker is null ? null : [.. tracker.Pieces.Select(Lean)];
    }

    /// <summary>Without the sound and the vectors, which nobody needs once it is over.</summary>
    private static Transcript Lean(Transcript final) => final with { Heard = null, Voices = [], Next = [], Relabelled = [] };

    private static LabelledPiece Lean(LabelledPiece piece) => piece with { Piece = piece.Piece with { Vector = [] } };
}
