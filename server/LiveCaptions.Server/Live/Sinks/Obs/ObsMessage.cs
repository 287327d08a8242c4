using System.Text.Json;

namespace LiveCaptions.Server.Live.Sinks.Obs;

/// <summary>
/// A message of obs-websocket's protocol 5, as far as we use it. What we do not use of a message may look as it likes.
/// </summary>
internal sealed record ObsMessage
{
    public const int Hello = 0;
    public const int Identify = 1;
    public const int Identified = 2;
    public const int Request = 6;
    public const int RequestResponse = 7;

    public required int Operation { get; init; }

    /// <summary>Of a Hello that asks for a password.</summary>
    public string? Challenge { get; init; }

    public string? Salt { get; init; }

    /// <summary>Of a response.</summary>
    public string? RequestId { get; init; }

    public bool Result { get; init; }

    /// <summary>RequestStatus; 100 is success.</summary>
    public int Code { get; init; }

    /// <returns>False when it is no message of the protocol.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> json, out ObsMessage message)
    {
        message = null!;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("op", out var op)
                || op.ValueKind != JsonValueKind.Number || !op.TryGetInt32(out var operation))
            {
                return false;
            }

            var data = Child(root, "d");
            var authentication = Child(data, "authentication");
            var status = Child(data, "requestStatus");
            message = new ObsMessage
            {
                Operation = operation,
                Challenge = Text(authentication, "challenge"),
                Salt = Text(authentication, "salt"),
                RequestId = Text(data, "requestId"),
                Result = Child(status, "result").ValueKind == JsonValueKind.True,
                Code = Child(status, "code") is { ValueKind: JsonValueKind.Number } code && code.TryGetInt32(out var number) ? number : 0,
            };
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Text that is no JSON, or JSON whose strings are no Unicode.
            return false;
        }
    }

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
