using System.Text.Json;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>Reads <see cref="ControlMessage"/>s.</summary>
public static class ControlMessageParser
{
    /// <summary>Members other than <c>type</c> are skipped, whatever they hold.</summary>
    /// <returns>False for anything that is not one JSON object with a known type.</returns>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out ControlMessage message)
    {
        message = default;
        try
        {
            var reader = new Utf8JsonReader(utf8);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryReadType(ref reader, out message) && !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter: half a surrogate pair
        {
            return false;
        }
    }

    private static bool TryReadType(ref Utf8JsonReader reader, out ControlMessage message)
    {
        message = default;
        var known = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
            {
                known = TryReadName(ref reader, out message);
            }

            reader.Skip();
        }

        return known;
    }

    private static bool TryReadName(ref Utf8JsonReader reader, out ControlMessage message)
    {
        message = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (reader.ValueTextEquals("finalize"u8))
        {
            message = ControlMessage.Finalize;
            return true;
        }

        message = reader.ValueTextEquals("close"u8) ? ControlMessage.Close : ControlMessage.KeepAlive;
        return message == ControlMessage.Close || reader.ValueTextEquals("keepAlive"u8);
    }
}
