using System.Text;
using System.Text.RegularExpressions;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Stand-in until the catalog's reader is merged.</summary>
internal static partial class LlamaVocabulary
{
    public static string[] Read(string path) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(Base64().Match(File.ReadAllText(path)).Groups["data"].Value)).Split('\n');

    [GeneratedRegex("llama_vocab_base64\\s*=\\s*\"(?<data>[A-Za-z0-9+/=]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Base64();
}
