namespace LiveCaptions.Media.Codecs;

/// <summary>Names and sizes of <see cref="PcmEncoding"/>.</summary>
public static class PcmEncodings
{
    /// <summary>Finds an encoding by ffmpeg's name, such as <c>pcm_s16le</c>.</summary>
    public static bool TryParse(string name, out PcmEncoding encoding)
    {
        (encoding, var known) = name switch
        {
            "pcm_s16le" => (PcmEncoding.S16Le, true),
            "pcm_s24le" => (PcmEncoding.S24Le, true),
            "pcm_f32le" => (PcmEncoding.F32Le, true),
            _ => (default, false),
        };
        return known;
    }

    public static int BytesPerSample(this PcmEncoding encoding) => encoding switch
    {
        PcmEncoding.S16Le => 2,
        PcmEncoding.S24Le => 3,
        _ => 4,
    };
}
