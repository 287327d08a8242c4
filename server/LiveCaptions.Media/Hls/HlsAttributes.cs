using System.Globalization;

namespace LiveCaptions.Media.Hls;

/// <summary>A tag's attribute list: <c>NAME=VALUE,NAME="VALUE"</c> (RFC 8216 §4.2).</summary>
internal sealed class HlsAttributes
{
    private const int Most = 64;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Values without their quotes; null where there is none of that name.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="HlsPlaylistException">It is none.</exception>
    public static HlsAttributes Parse(string text)
    {
        var attributes = new HlsAttributes();
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            var equals = rest.IndexOf('=');
            if (equals <= 0 || attributes._values.Count == Most)
            {
                throw new HlsPlaylistException("The playlist has a list of attributes that cannot be read.");
            }

            var name = rest[..equals].Trim().ToString();
            rest = rest[(equals + 1)..];
            attributes._values[name] = TakeValue(ref rest);
        }

        return attributes;
    }

    /// <summary>Bytes, from the lowest one on, of a hexadecimal number.</summary>
    /// <returns>Null where there is none of that name.</returns>
    /// <exception cref="HlsPlaylistException">It is no such number, or has not this size.</exception>
    public byte[]? Bytes(string name, int size)
    {
        if (this[name] is not { } text)
        {
            return null;
        }

        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : "";
        return digits.Length > 0 && digits.Length <= size * 2
            && UInt128.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? HlsKey.BigEndian(number)
            : throw new HlsPlaylistException($"The playlist has an attribute {name} that cannot be read.");
    }

    private static string TakeValue(scoped ref ReadOnlySpan<char> rest)
    {
        int end;
        string value;
        if (rest is ['"', ..])
        {
            var quote = rest[1..].IndexOf('"');
            if (quote < 0)
            {
                throw new HlsPlaylistException("The playlist has a quotation mark without another.");
            }

            value = rest.Slice(1, quote).ToString();
            end = quote + 2;
            end += rest[end..].IndexOf(',') is >= 0 and var more ? more : rest.Length - end;
        }
        else
        {
            end = rest.IndexOf(',') is >= 0 and var comma ? comma : rest.Length;
            value = rest[..end].Trim().ToString();
        }

        rest = rest[Math.Min(end + 1, rest.Length)..];
        return value;
    }
}
