using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Pipeline;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>One file through the pipeline that live sessions use, each of its tracks by itself.</summary>
internal sealed class FileTranscriber(SpeechEngine engine, TranscribeRequest request, TimeProvider time, TextWriter error)
{
    private readonly TrackTranscriber _tracks = new(engine, request.Transcribing, time);

    /// <param name="name">What its captions are called.</param>
    /// <param name="journals">Of each track: finals of an earlier run that was killed; gets those that this
    /// one makes. Null keeps none.</param>
    /// <param name="progress">Gets seconds done, and seconds in all where known.</param>
    /// <exception cref="MediaReadException">The input holds no readable audio, or is to be split and is no stereo.</exception>
    public async Task<HeardFile> HearAsync(
        string input, string name, IReadOnlyList<FinalsJournal?> journals,
        IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        var faults = LabelFaults.Of(name, error);
        var split = request.ChannelNames is not null;
        var readers = await MediaFile.OpenTracksAsync(input, request.Choice, split, time, cancellationToken);
        try
        {
            // Each channel is heard beside the other; whose it is, is known.
            var tracker = request.Diarization && !split ? engine.CreateTracker(request.Speakers) : null;
            var done = new double[readers.Count];
            var tracks = await Task.WhenAll(readers.Select((reader, track) =>
                _tracks.HearAsync(reader, journals[track], tracker, faults, Show(track), cancellationToken)));
            return new HeardFile(engine.Recognizer.Name, request.Language, tracks) { IsWhole = !faults.Any };

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
}
