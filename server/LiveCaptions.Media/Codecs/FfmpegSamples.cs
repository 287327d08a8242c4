using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>Samples (int16, little-endian) from a pipe, which may cut one in two.</summary>
internal sealed class FfmpegSamples(Stream pipe)
{
    private readonly byte[] _bytes = new byte[64 * 1024];
    private int _held;

    /// <returns>The samples read; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(buffer.Length * sizeof(short), _bytes.Length);
        while (_held < sizeof(short))
        {
            var read = await pipe.ReadAsync(_bytes.AsMemory(_held, wanted - _held), cancellationToken);
            if (read == 0)
            {
                return 0;
            }

            _held += read;
        }

        // The first half of one that was cut waits at the front for the next read.
        var samples = _held / sizeof(short);
        MemoryMarshal.Cast<byte, short>(_bytes.AsSpan(0, samples * sizeof(short))).CopyTo(buffer.Span);
        _bytes[0] = _bytes[_held - 1];
        _held %= sizeof(short);
        return samples;
    }
}
