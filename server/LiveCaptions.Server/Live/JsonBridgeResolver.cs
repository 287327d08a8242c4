using System.Text.Json;
using LiveCaptions.Captions;
using MessagePack;
using MessagePack.Formatters;

namespace LiveCaptions.Server.Live;

/// <summary>MessagePack of our own types as their JSON says: same names, same values, same absences in both protocols.</summary>
public sealed class JsonBridgeResolver : IFormatterResolver
{
    public static JsonBridgeResolver Instance { get; } = new();

    public IMessagePackFormatter<T>? GetFormatter<T>() => Cache<T>.Formatter;

    private static class Cache<T>
    {
        public static readonly IMessagePackFormatter<T>? Formatter =
            typeof(T).Namespace?.StartsWith("LiveCaptions.", StringComparison.Ordinal) == true ? new JsonBridgeFormatter<T>() : null;
    }

    private sealed class JsonBridgeFormatter<T> : IMessagePackFormatter<T>
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options)
        {
            using var json = new StringReader(JsonSerializer.Serialize(value, CaptionJson.Options));
            MessagePackSerializer.ConvertFromJson(json, ref writer, options);
        }

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            using var json = new StringWriter();
            MessagePackSerializer.ConvertToJson(ref reader, json, options);
            return JsonSerializer.Deserialize<T>(json.ToString(), CaptionJson.Options)!;
        }
    }
}
