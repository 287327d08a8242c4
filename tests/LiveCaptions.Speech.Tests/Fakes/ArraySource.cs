namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>Samples that are all there, handed out in pieces of the given sizes, over and over.</summary>
internal sealed class ArraySource(ReadOnlyMemory<float> samples, IReadOnlyList<int> pieces, long start = 0) : IAudioSource
{
    private int _at;
    private int _reads;

    public long Position => start + _at;

    public long Available => samples.Length - _at;

    /// <summary>Called before each read: a test may wait here or throw.</summary>
    public Func<CancellationToken, Task> BeforeRead { get; init; } = _ => Task.CompletedTask;

    public async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellationToken)
    {
        await BeforeRead(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var length = Math.Min(Math.Min(pieces[_reads++ % pieces.Count], buffer.Length), samples.Length - _at);
        samples.Slice(_at, length).CopyTo(buffer);
        _at += length;
        return length;
    }
}
