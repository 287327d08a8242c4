using System.Runtime.CompilerServices;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech;

/// <summary>
/// Samples in, transcripts out, for one track:
/// (1) frames of 32 ms, (2) voice activity, (3) recognition, (4) who speaks.
/// </summary>
public sealed class SpeechPipeline : IAsyncDisposable
{
    private readonly IVoiceActivityDetector _vad;
    private readonly IRecognizerStream _recognizer;
    private readonly SpeakerTracker? _speakers;

    /// <param name="speakers">Outlives the pipeline, as speakers do; null where nobody asks who speaks.</param>
    public SpeechPipeline(IVoiceActivityDetector vad, IRecognizerStream recognizer, SpeakerTracker? speakers = null)
    {
        _vad = vad;
        _recognizer = recognizer;
        _speakers = speakers;
    }

    /// <summary>Runs until the source ends and the last final is out. Runs once.</summary>
    public async IAsyncEnumerable<Transcript> RunAsync(IAudioSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feeding = FeedAsync(source, stop.Token);
        try
        {
            while (await HasMoreAsync(feeding, stop.Token))
            {
                while (_recognizer.Transcripts.TryRead(out var transcript))
                {
                    // (4) who speaks
                    yield return _speakers?.Label(transcript) ?? transcript;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await feeding;
    }

    public ValueTask DisposeAsync() => _recognizer.DisposeAsync();

    /// <summary>Waits for transcripts. When feeding failed none will come: the recognizer is never told to finish.</summary>
    private async Task<bool> HasMoreAsync(Task feeding, CancellationToken cancellationToken)
    {
        var waiting = _recognizer.Transcripts.WaitToReadAsync(cancellationToken).AsTask();
        await Task.WhenAny(waiting, feeding);
        return !feeding.IsFaulted && !feeding.IsCanceled && await waiting;
    }

    private async Task FeedAsync(IAudioSource source, CancellationToken cancellationToken)
    {
        var buffer = new float[IVoiceActivityDetector.FrameLength];
        while (true)
        {
            // (1) frames
            var position = source.Position;
            var length = await FillAsync(source, buffer, cancellationToken);
            if (length == 0)
            {
                break;
            }

            // (2) voice activity; a track's last, short frame is padded with silence
            buffer.AsSpan(length).Clear();
            var speech = _vad.Next(buffer);

            // (3) recognition
            await _recognizer.AcceptAsync(new SpeechFrame(position, buffer.AsMemory(0, length), speech, source.Available), cancellationToken);
        }

        await _recognizer.FinishAsync(cancellationToken);
    }

    private static async ValueTask<int> FillAsync(IAudioSource source, Memory<float> buffer, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < buffer.Length)
        {
            var read = await source.ReadAsync(buffer[filled..], cancellationToken);
            if (read == 0)
            {
                break;
            }

            filled += read;
        }

        return filled;
    }
}
