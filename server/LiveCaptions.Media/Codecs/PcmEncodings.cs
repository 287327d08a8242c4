namespace LiveCaptions.Media.Codecs;

/// <summary>Names and sizes of <see cref="PcmEncoding"/>.</summary>
public static class PcmEncodings
{
    /// <summary>What is sent where nobody says a rate: that of telephony (G.711), or the one that needs no conversion.</summary>
    public static int DefaultSampleRate(this PcmEncoding encoding) =>
        encoding is PcmEncoding.ALaw or PcmEncoding.MuLaw ? 8_000 : PcmDecoder.OutputSampleRate;

    /// <summary>Finds an encoding by ffmpeg's name, such as <c>pcm_s16le</c>; those of telephony also by their bare names.</summary>
    public static bool TryParse(string name, out PcmEncoding encoding)
    {
        (encoding, var known) = name switch
        {
            "pcm_s16le" => (PcmEncoding.S16Le, true),
            "pcm_s24le" => (PcmEncoding.S24Le, true),
            "pcm_f32le" => (PcmEncoding.F32Le, true),
            "alaw" or "pcm_alaw" => (PcmEncoding.ALaw, true),
            "mulaw" or "pcm_mulaw" => (PcmEncoding.MuLaw, true),
            _ => (default, false),
        };
        return known;
    }

    public static int BytesPerSample(this PcmEncoding encoding) => encoding switch
    {
        PcmEncoding.ALaw or PcmEncoding.MuLaw => 1,
        PcmEncoding.S16Le => 2,
        PcmEncoding.S24Le => 3,
        _ => 4,
    };
}
