namespace LiveCaptions.Media.WebRtc.Sdp;

/// <summary>
/// Walks the lines <c>x=value</c> of a description (RFC 8866 §5), ended by CRLF or LF. What has another form
/// is passed over, as browsers do.
/// </summary>
internal ref struct SdpLineReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The letter before the equals sign.</summary>
    public char Type { get; private set; }

    /// <summary>What stands behind it, without white space at its end (some senders leave one).</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    /// <summary>Steps to the next line; false at the end.</summary>
    public bool TryRead()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOf('\n');
            var line = end < 0 ? _rest : _rest[..end];
            _rest = end < 0 ? [] : _rest[(end + 1)..];
            if (line.Length >= 2 && line[1] == '=')
            {
                Type = line[0];
                Value = line[2..].TrimEnd();
                return true;
            }
        }

        return false;
    }

    /// <summary>Of an a= line <c>name:value</c>: the name, and the value (empty where there is none).</summary>
    public readonly ReadOnlySpan<char> SplitAttribute(out ReadOnlySpan<char> value)
    {
        var colon = Value.IndexOf(':');
        value = colon < 0 ? [] : Value[(colon + 1)..].TrimStart();
        return colon < 0 ? Value : Value[..colon];
    }
}
