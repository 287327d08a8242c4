using System.Text;
using System.Text.RegularExpressions;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Llama's vocabulary, which Moonshine writes in, as the package llama-tokenizer-js carries it: base64 of one
/// piece per line, inside a script.
/// </summary>
internal static partial class LlamaVocabulary
{
    private const int Tokens = 32_000;

    /// <returns>The pieces by id, <c>▁</c> for a space.</returns>
    /// <exception cref="InvalidDataException">The file holds no such vocabulary.</exception>
    public static string[] Read(string path)
    {
        var data = Script().Match(File.ReadAllText(path)).Groups["data"].ValueSpan;
        var bytes = new byte[data.Length];
        var pieces = Convert.TryFromBase64Chars(data, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split('\n') : [];
        return pieces.Length == Tokens
            ? pieces
            : throw new InvalidDataException(
                $"{path} holds no vocabulary of {Tokens} tokens. Get it again with: ./livecaptions models pull moonshine-vocabulary");
    }

    [GeneratedRegex("llama_vocab_base64\\s*=\\s*\"(?<data>[A-Za-z0-9+/=]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Script();
}
