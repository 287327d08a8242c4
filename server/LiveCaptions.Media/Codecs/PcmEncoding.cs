namespace LiveCaptions.Media.Codecs;

/// <summary>How a sample is written, by ffmpeg's names.</summary>
public enum PcmEncoding
{
    /// <summary><c>pcm_s16le</c></summary>
    S16Le,

    /// <summary><c>pcm_s24le</c></summary>
    S24Le,

    /// <summary><c>pcm_f32le</c></summary>
    F32Le,

    /// <summary><c>pcm_alaw</c>: a byte a sample, of telephony in Europe (ITU-T G.711).</summary>
    ALaw,

    /// <summary><c>pcm_mulaw</c>: the same, of North America and Japan.</summary>
    MuLaw,
}
