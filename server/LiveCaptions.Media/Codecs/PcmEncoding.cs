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
}
