using System.Text;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// An address for ffmpeg and how to open it, as a script of its concat format, which goes through a pipe: arguments can be seen by every
/// user of the machine, and keys and passwords are in these.
/// </summary>
/// <param name="Protocols">Those that it may use, with commas.</param>
/// <param name="Formats">Those that may come, with commas.</param>
/// <param name="Options">ffmpeg's, by name.</param>
public sealed record FfmpegScript(string Address, string Protocols, string Formats, IReadOnlyList<KeyValuePair<string, string>> Options)
{
    /// <exception cref="MediaReadException">Something in it cannot be said in a script.</exception>
    public string Write()
    {
        var script = new StringBuilder("ffconcat version 1.0\n").Append("file ").Append(Quote(Address)).Append('\n');

        // What comes may be none of the formats that read scripts.
        string[] own = ["protocol_whitelist", Protocols, "format_whitelist", Formats, "probesize", "500000", "analyzeduration", "1000000"];
        foreach (var (name, value) in own.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1])).Concat(Options))
        {
            script.Append("option ").Append(name).Append(' ').Append(Quote(value)).Append('\n');
        }

        return script.ToString();
    }

    private static string Quote(string value) => value.Any(char.IsControl)
        ? throw new MediaReadException("The address has control characters.")
        : $"'{value.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
