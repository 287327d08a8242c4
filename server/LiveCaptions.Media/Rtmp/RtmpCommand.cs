namespace LiveCaptions.Media.Rtmp;

/// <summary>A command message (RTMP 1.0 §7.2): its name, and what of its arguments says what a publisher wants.</summary>
/// <param name="TransactionId">What the answer has to repeat; 0 where none is expected.</param>
/// <param name="App">The property <c>app</c> of <c>connect</c>.</param>
/// <param name="Text">The first argument that is a string, such as the stream's name in <c>publish</c>.</param>
/// <param name="Number">The first argument that is a number, such as the stream in <c>deleteStream</c>.</param>
public sealed record RtmpCommand(string Name, double TransactionId, string? App, string? Text, double? Number)
{
    /// <param name="payload">AMF 0.</param>
    /// <exception cref="RtmpProtocolException">It is no command.</exception>
    public static RtmpCommand Parse(ReadOnlySpan<byte> payload)
    {
        var reader = new Amf0Reader(payload);
        var name = reader.ReadString();
        var transaction = !reader.IsAtEnd && reader.NextType == Amf0Type.Number ? reader.ReadNumber() : 0;
        string? app = null, text = null;
        double? number = null;
        while (!reader.IsAtEnd)
        {
            switch (reader.NextType)
            {
                case Amf0Type.Object when app is null:
                    app = ReadApp(ref reader);
                    break;
                case Amf0Type.String when text is null:
                    text = reader.ReadString();
                    break;
                case Amf0Type.Number when number is null:
                    number = reader.ReadNumber();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new RtmpCommand(name, transaction, app, text, number);
    }

    private static string? ReadApp(ref Amf0Reader reader)
    {
        string? app = null;
        reader.ReadObjectStart();
        while (reader.TryReadProperty(out var name))
        {
            if (app is null && name.SequenceEqual("app"u8) && reader.NextType == Amf0Type.String)
            {
                app = reader.ReadString();
            }
            else
            {
                reader.Skip();
            }
        }

        return app;
    }
}
