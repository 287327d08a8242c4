using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// What ffmpeg and ffprobe may make of bytes that strangers sent: only plain containers, none of which names other files, and only
/// decoders of sound. Without the lists ffmpeg follows whatever it recognises (HLS, DASH, concat) to other files, and opens a film's
/// video decoder only to look at it.
/// </summary>
internal static class FfmpegInput
{
    /// <summary>Names of demuxers. MOV's own references to other files stay closed, which is ffmpeg's default.</summary>
    private const string Containers =
        "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dts,eac3,flac,flv,matroska,mov,mp3,mpeg,mpegts,mxf,ogg,w64,wav,wv";

    private static readonly string Decoders = string.Join(
        ',',
        "aac,aac_latm,libfdk_aac,ac3,eac3,alac,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,ape,dca,flac,mlp,truehd,nellymoser,wavpack",
        "mp1,mp1float,mp2,mp2float,mp3,mp3float,opus,libopus,vorbis,libvorbis,speex,libspeex,gsm,libgsm,gsm_ms,libgsm_ms,g722,g726,g726le",
        "wmav1,wmav2,wmapro,wmalossless,wmavoice,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,adpcm_yamaha,s302m,"
        + "pcm_bluray,pcm_dvd,pcm_alaw,pcm_mulaw",
        "pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_u16le,pcm_u16be,pcm_s24le,pcm_s24be,pcm_u24le,pcm_u24be,"
        + "pcm_s32le,pcm_s32be,pcm_u32le,pcm_u32be",
        "pcm_s8_planar,pcm_s16le_planar,pcm_s16be_planar,pcm_s24le_planar,pcm_s32le_planar,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be");

    /// <summary>No decoder but of sound.</summary>
    public static readonly IReadOnlyList<string> SoundOnly = ["-codec_whitelist", Decoders];

    /// <summary>Options before <c>-i</c> for a local file.</summary>
    public static readonly IReadOnlyList<string> OfFile = ["-protocol_whitelist", "file", "-format_whitelist", Containers, .. SoundOnly];

    /// <summary>Much more than any honest file takes: a film of 12 hours has an index of some 100 MB.</summary>
    private const long MemoryBytes = 1L << 30;

    // Bytes for which a second is granted, beside the first five minutes: sound of 6 kbit/s has a second in 750 bytes, and a slow
    // machine decodes ten of them in one.
    private const long BytesPerSecond = 10_000;

    /// <summary>Options before <c>-i</c> for what we push into it.</summary>
    public static IReadOnlyList<string> OfPipe(string format) =>
        ["-protocol_whitelist", "pipe", "-format_whitelist", format, .. SoundOnly, "-f", format];

    /// <summary>For a child that reads what we push, however long that is.</summary>
    public static ChildLimits LiveLimits { get; } = new() { MemoryBytes = MemoryBytes, FileBytes = 0 };

    /// <summary>For a child that reads a file: more of it takes more time.</summary>
    public static ChildLimits LimitsFor(string path) =>
        IsWhole(path) ? LiveLimits with { CpuSeconds = 300 + (new FileInfo(path).Length / BytesPerSecond) } : LiveLimits;

    /// <summary>It is all there: no pipe, which comes as slowly as somebody writes it, and once only.</summary>
    public static bool IsWhole(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };

    /// <summary>As ffmpeg is given a file, wherever it runs.</summary>
    public static string NameOf(string path) => $"file:{Path.GetFullPath(path)}";
}
