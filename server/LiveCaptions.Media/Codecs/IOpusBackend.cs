namespace LiveCaptions.Media.Codecs;

/// <summary>Who decodes an <see cref="OpusDecoder"/>'s packets, of one track, to interleaved stereo. Not thread-safe.</summary>
internal interface IOpusBackend : IDisposable
{
    /// <summary>Of the decoded stereo, in Hz.</summary>
    int SampleRate { get; }

    /// <param name="packet">Empty where it was lost: all of <paramref name="stereo"/>, multiples of 2.5 ms, is filled
    /// with what might have been.</param>
    /// <param name="stereo">Room for what the packet has, or, for FEC, exactly as long as what is restored.</param>
    /// <param name="fec">Restore what was before the packet.</param>
    /// <returns>Samples of each side; 0 where the packet is refused.</returns>
    int Decode(ReadOnlySpan<byte> packet, Span<short> stereo, bool fec);

    /// <summary>Forgets what was decoded.</summary>
    void Reset();
}
