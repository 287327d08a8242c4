using System.Runtime.InteropServices;
using LiveCaptions.Media.Processes;

namespace LiveCaptions.Media.Codecs;

/// <summary>The functions of libopus (1.1 and later) that we call, by their meaning there: negative results are errors.</summary>
internal static unsafe partial class LibOpus
{
    public const int Voip = 2048;
    public const int ResetState = 4028;
    public const int SetBitrate = 4002;
    public const int SetInbandFec = 4012;
    public const int SetPacketLoss = 4014;
    public const int SetDtx = 4016;
    public const int SetSignal = 4024;
    public const int Voice = 3001;

    private const string Name = "opus";
    private static readonly string[] Files = ["libopus.so.0", "libopus", "opus", "libopus-0"];
    private static readonly Lazy<nint> Library = new(LoadAndRegister, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>It is installed.</summary>
    public static bool IsHere => Library.Value != 0;

    /// <summary>Must be called before any other.</summary>
    /// <exception cref="ToolMissingException">libopus is not installed.</exception>
    public static void Load()
    {
        if (!IsHere)
        {
            throw new ToolMissingException("libopus", "libopus0");
        }
    }

    /// <returns>0 where none of these files is to be had.</returns>
    internal static nint Find(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (NativeLibrary.TryLoad(file, typeof(LibOpus).Assembly, searchPath: null, out var library))
            {
                return library;
            }
        }

        return 0;
    }

    [LibraryImport(Name, EntryPoint = "opus_decoder_create")]
    public static partial OpusDecoderHandle CreateDecoder(int sampleRate, int channels, out int error);

    [LibraryImport(Name, EntryPoint = "opus_decoder_destroy")]
    public static partial void DestroyDecoder(nint decoder);

    [LibraryImport(Name, EntryPoint = "opus_decode")]
    public static partial int Decode(OpusDecoderHandle decoder, byte* packet, int length, short* samples, int maxSamples, int fec);

    // In C the …_ctl functions are variadic. On Linux x64 and arm64 an int goes the same way as to a function that is not.
    [LibraryImport(Name, EntryPoint = "opus_decoder_ctl")]
    public static partial int Control(OpusDecoderHandle decoder, int request);

    [LibraryImport(Name, EntryPoint = "opus_encoder_create")]
    public static partial OpusEncoderHandle CreateEncoder(int sampleRate, int channels, int application, out int error);

    [LibraryImport(Name, EntryPoint = "opus_encoder_destroy")]
    public static partial void DestroyEncoder(nint encoder);

    [LibraryImport(Name, EntryPoint = "opus_encode")]
    public static partial int Encode(OpusEncoderHandle encoder, short* samples, int count, byte* packet, int maxLength);

    [LibraryImport(Name, EntryPoint = "opus_encoder_ctl")]
    public static partial int Control(OpusEncoderHandle encoder, int request, int value);

    private static nint LoadAndRegister()
    {
        var library = Find(Files);
        NativeLibrary.SetDllImportResolver(typeof(LibOpus).Assembly, (name, _, _) => name == Name ? library : 0);
        return library;
    }
}
