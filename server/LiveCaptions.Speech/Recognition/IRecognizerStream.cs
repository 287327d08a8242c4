using System.Threading.Channels;

namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// One track's state in an engine. Frames go in, in order; transcripts come out of <see cref="Transcripts"/> when they are ready.
/// One caller at a time. Finals depend on the samples alone, never on how fast they came or which interims were skipped.
/// </summary>
public interface IRecognizerStream : IAsyncDisposable
{
    /// <summary>
    /// Unbounded in form, bounded in fact: an engine never holds more than the newest interim and the finals of what it was given.
    /// </summary>
    ChannelReader<Transcript> Transcripts { get; }

    /// <summary>Takes the next frame. May wait for a decode; the audio source keeps what comes meanwhile.</summary>
    ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken);

    /// <summary>The caller wants what was said so far now: the open utterance, if any, ends here.</summary>
    ValueTask FlushAsync(CancellationToken cancellationToken);

    /// <summary>No more frames: the open utterance ends, its final comes, <see cref="Transcripts"/> completes.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);
}
