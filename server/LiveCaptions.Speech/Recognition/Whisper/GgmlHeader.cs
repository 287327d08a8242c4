using System.Buffers.Binary;

namespace LiveCaptions.Speech.Recognition.Whisper;

/// <summary>
/// The beginning of a Whisper model in ggml format. It is read before whisper.cpp reads the file: one that it does not understand may end
/// the process.
/// </summary>
/// <param name="Tokens">Size of the vocabulary: tells models of many languages from those of English.</param>
internal sealed record GgmlHeader(int Tokens)
{
    private const uint Magic = 0x67676d6c;
    private const int Numbers = 11;

    /// <summary>The vocabulary of English models; that of others is larger.</summary>
    private const int EnglishTokens = 51_864;

    /// <summary>Beyond any model that there is: of the encoder length, width, heads, layers; of the decoder the same; mel bands.</summary>
    private static readonly int[] Largest = [1500, 8192, 256, 256, 4096, 8192, 256, 256, 512];

    public bool IsMultilingual => Tokens > EnglishTokens;

    /// <summary>Tokens from here on are no text.</summary>
    public int EndOfText => IsMultilingual ? 50_257 : 50_256;

    /// <exception cref="InvalidDataException">It is no such model, or of a kind that whisper.cpp does not run.</exception>
    public static GgmlHeader Read(string path)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int) * (Numbers + 1)];
        using var file = File.OpenRead(path);
        var isWhole = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
        if (!isWhole || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw new InvalidDataException(
                $"{path} is no Whisper model in ggml format. whisper.cpp converts others; models list names those that can be fetched.");
        }

        var numbers = new int[Numbers];
        for (var i = 0; i < Numbers; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(sizeof(int) * (i + 1))..]);
        }

        if (FindFault(numbers) is { } fault)
        {
            throw new InvalidDataException(
                $"{path} is no Whisper model that runs here: {fault}. whisper.cpp converts and quantises models.");
        }

        return new GgmlHeader(numbers[0]);
    }

    /// <param name="numbers">Vocabulary; sizes as in <see cref="Largest"/>; precision.</param>
    private static string? FindFault(int[] numbers) => numbers switch
    {
        [< EnglishTokens or > 2 * EnglishTokens, ..] => "its vocabulary is not Whisper's",
        _ when numbers[1..^1].Zip(Largest).Any(size => size.First < 1 || size.First > size.Second) => "its sizes make no sense",
        [.., 0] => "its weights have 32 bits, 16 are the most",
        _ => null,
    };
}
