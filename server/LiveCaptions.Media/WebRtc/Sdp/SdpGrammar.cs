using System.Buffers;
using System.Globalization;

namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>The words of SDP. Only what passed here may be written into an answer.</summary>
internal static class SdpGrammar
{
    /// <summary>Longest token that is taken; the RFC has no limit.</summary>
    public const int MaxTokenLength = 64;

    private const int MaxIceLength = 256;
    private const int MaxParametersLength = 256;

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // RFC 8866 §9, token-char.
    private static readonly SearchValues<char> TokenChars = SearchValues.Create(LettersAndDigits + "!#$%&'*+-.^_`{|}~");

    // RFC 8839 §5.1, ice-char.
    private static readonly SearchValues<char> IceChars = SearchValues.Create(LettersAndDigits + "+/");

    public static bool IsToken(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MaxTokenLength && !text.ContainsAnyExcept(TokenChars);

    /// <summary>Tokens with slashes between them, such as a transport or an encoding; as long as a token may be.</summary>
    public static bool AreTokens(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxTokenLength)
        {
            return false;
        }

        foreach (var part in text.Split('/'))
        {
            if (!IsToken(text[part]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value of a=ice-ufrag: 4 to 256 ice-chars (RFC 8839 §5.4).</summary>
    /// <exception cref="SdpException">It is something else.</exception>
    public static string Ufrag(ReadOnlySpan<char> value) => value.Length is >= 4 and <= MaxIceLength && !value.ContainsAnyExcept(IceChars)
        ? value.ToString()
        : throw SdpException.Broken("a=ice-ufrag is not 4 to 256 letters, digits, + or /.");

    /// <summary>The value of a=ice-pwd: 22 to 256 ice-chars (RFC 8839 §5.4).</summary>
    /// <exception cref="SdpException">It is something else.</exception>
    public static string Password(ReadOnlySpan<char> value) =>
        value.Length is >= 22 and <= MaxIceLength && !value.ContainsAnyExcept(IceChars)
            ? value.ToString()
            : throw SdpException.Broken("a=ice-pwd is not 22 to 256 letters, digits, + or /.");

    /// <summary>The value of a=mid: a token.</summary>
    /// <exception cref="SdpException">It is something else.</exception>
    public static string Mid(ReadOnlySpan<char> value) => IsToken(value)
        ? value.ToString()
        : throw SdpException.Broken($"a=mid is not a token of at most {MaxTokenLength} characters.");

    /// <summary>Format parameters that are safe to repeat: short, visible ASCII and spaces.</summary>
    public static bool IsRepeatable(ReadOnlySpan<char> parameters) =>
        parameters.Length <= MaxParametersLength && !parameters.ContainsAnyExceptInRange(' ', '~');

    /// <summary>Takes the first word off a list that is separated by spaces; empty at the end.</summary>
    public static ReadOnlySpan<char> TakeWord(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        var end = rest.IndexOf(' ');
        var word = end < 0 ? rest : rest[..end];
        rest = rest[word.Length..];
        return word;
    }

    /// <summary>A decimal number of at most <paramref name="max"/>, digits alone.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, null, out number) && number <= max;
}
