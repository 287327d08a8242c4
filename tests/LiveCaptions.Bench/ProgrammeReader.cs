using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Bench;

/// <summary>A programme as a file would be read.</summary>
public sealed class ProgrammeReader(Programme programme) : IMediaReader
{
    private int _position;

    public IReadOnlyList<AudioNotice> Notices => [];

    public TimeSpan? Duration => TimeSpan.FromSeconds(programme.Duration);

    public ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        var count = Math.Min(buffer.Length, programme.Samples.Length - _position);
        programme.Samples.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        return ValueTask.FromResult(count);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
