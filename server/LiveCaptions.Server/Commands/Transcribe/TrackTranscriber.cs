using LiveCaptions.Media;
using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>One track of a file through the pipeline: audio → transcripts → final cues.</summary>
internal sealed class TrackTranscriber(SpeechEngine engine, TranscribeRequest request, TimeProvider time)
{
    /// <param name="journal">Finals of an earlier run that was killed; gets those that this one makes. Null keeps none.</param>
    /// <param name="tracker">Null where voices are not told apart.</param>
    /// <param name="show">Gets seconds done.</param>
    public async Task<HeardTrack> HearAsync(
        IMediaReader reader,
        string name,
        FinalsJournal? journal,
        SpeakerTracker? tracker,
        SpeakerRoster speakers,
        LabelFaults faults,
        Action<double> show,
        CancellationToken cancellationToken)
    {
        var formatter = FormattingSettings.Create(request.Formatting);
        var media = new MediaSource(reader);
        IAudioSource source = request.RealTime ? new RealTimePace(media, time) : media;
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions
        {
            Language = request.Language,
            Interims = request.RealTime,
            Quality = request.Quality,
            Known = number => journal?.Known.GetValueOrDefault(number),
        }, tracker, request.Emotion ? engine.CreateEmotionTracker() : null, faults.Tell, request.Sounds, formatting: () => formatter);
        var timeline = new CueTimeline(name, new CueOptions(), time);
        var finals = new List<Cue>();
        var turns = new List<EmotionTurn>();
        await foreach (var heard in pipeline.RunAsync(source, cancellationToken))
        {
            var transcript = journal is not null && heard.IsFinal ? journal.Keep(heard) : heard;
            finals.AddRange(timeline.Apply(0, transcript, _ => null, (label, kind) => kind == CueKind.Final ? speakers.Of(label) : speakers.Guess(label)).Where(cue => cue is { Kind: CueKind.Final, Text.Length: > 0 }));
            turns.AddRange(transcript.Emotions);
            show(AudioFormat.ToSeconds(transcript.AudioEnd));
        }

        return new HeardTrack(finals, turns, AudioFormat.ToSeconds(media.Position), reader.Notices);
    }
}
