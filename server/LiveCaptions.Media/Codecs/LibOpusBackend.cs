using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>Decodes by libopus, at once to the rate that is wanted.</summary>
internal sealed unsafe class LibOpusBackend : IOpusBackend
{
    private readonly OpusDecoderHandle _decoder;

    /// <exception cref="ToolMissingException">libopus is not installed.</exception>
    public LibOpusBackend()
    {
        LibOpus.Load();
        _decoder = LibOpus.CreateDecoder(SampleRate, OpusDecoder.Channels, out var error);
        if (error != 0)
        {
            // The other errors are about arguments.
            throw new InvalidOperationException($"libopus made no decoder (error {error}): there is no memory for it.");
        }
    }

    public int SampleRate => OpusDecoder.OutputSampleRate;

    public int Decode(ReadOnlySpan<byte> packet, Span<short> stereo, bool fec)
    {
        fixed (byte* bytes = packet)
        fixed (short* samples = stereo)
        {
            return Math.Max(0, LibOpus.Decode(_decoder, bytes, packet.Length, samples, stereo.Length / OpusDecoder.Channels, fec ? 1 : 0));
        }
    }

    public void Reset() => _ = LibOpus.Control(_decoder, LibOpus.ResetState);

    public void Dispose() => _decoder.Dispose();
}
