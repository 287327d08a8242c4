using System.Buffers;

namespace LiveCaptions.Media.Tests.Rtp;

/// <summary>Takes samples and forgets them.</summary>
internal sealed class EndlessWriter : IBufferWriter<short>
{
    private readonly short[] _block = new short[4096];

    public void Advance(int count)
    {
    }

    public Memory<short> GetMemory(int sizeHint = 0) => _block;

    public Span<short> GetSpan(int sizeHint = 0) => _block;
}
