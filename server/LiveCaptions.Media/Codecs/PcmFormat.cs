namespace LiveCaptions.Media.Codecs;

/// <summary>Layout of raw audio: interleaved frames of one sample per channel.</summary>
public sealed record PcmFormat
{
    public const int MaxChannels = 8;
    public const int MinSampleRate = 8_000;
    public const int MaxSampleRate = 192_000;

    /// <exception cref="PcmFormatException">Channels or sample rate out of range.</exception>
    public PcmFormat(PcmEncoding encoding, int channels, int sampleRate)
    {
        if (channels is < 1 or > MaxChannels)
        {
            throw new PcmFormatException(PcmFormatException.UnsupportedFormat, $"{channels} channels: 1 to {MaxChannels} are taken.");
        }

        if (sampleRate is < MinSampleRate or > MaxSampleRate)
        {
            throw new PcmFormatException(
                PcmFormatException.UnsupportedFormat, $"Sample rate {sampleRate} Hz: {MinSampleRate} to {MaxSampleRate} are taken.");
        }

        Encoding = encoding;
        Channels = channels;
        SampleRate = sampleRate;
    }

    public PcmEncoding Encoding { get; }

    public int Channels { get; }

    /// <summary>Frames per second.</summary>
    public int SampleRate { get; }

    public int BytesPerFrame => Encoding.BytesPerSample() * Channels;
}
