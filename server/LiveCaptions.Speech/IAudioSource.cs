namespace LiveCaptions.Speech;

/// <summary>
/// One track's samples, pulled. A live source keeps what nobody has pulled yet (the server's recording is on disk),
/// so a slow pipeline falls behind and catches up, and never loses audio.
/// </summary>
public interface IAudioSource
{
    /// <summary>Position, in samples from the track's start, of the next sample that <see cref="ReadAsync"/> gives.</summary>
    long Position { get; }

    /// <summary>Samples that could be read now without waiting: how far the reader is behind.</summary>
    long Available { get; }

    /// <summary>Reads up to <paramref name="buffer"/>.Length samples; waits for at least one; 0 means the end of the track.</summary>
    ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellationToken);
}
