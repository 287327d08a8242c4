namespace LiveCaptions.Speech.Tests.Fakes;

/// <summary>Samples that come in patches of the given sizes, over and over: no more are there than the patch that was waited for.</summary>
internal sealed class PatchySource(ReadOnlyMemory<float> samples, IReadOnlyList<int> patches) : IAudioSource
{
    private int _at;
    private int _there;
    private int _patch;

    public long Position => _at;

    public long Available => _there - _at;

    public ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellationToken)
    {
        if (_at == _there)
        {
            _there = Math.Min(samples.Length, _there + patches[_patch++ % patches.Count]);
        }

        var length = Math.Min(buffer.Length, _there - _at);
        samples.Slice(_at, length).CopyTo(buffer);
        _at += length;
        return ValueTask.FromResult(length);
    }
}
