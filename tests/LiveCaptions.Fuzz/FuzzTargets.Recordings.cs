using LiveCaptions.Media.Codecs.Recordings;

namespace LiveCaptions.Fuzz;

/// <summary>What a publisher records, by WebSocket.</summary>
public static partial class FuzzTargets
{
    private static void Webm(byte[] input) => Recording(new WebmReader(), input);

    private static void Ogg(byte[] input) => Recording(new OggReader(), input);

    /// <summary>The first byte says where the rest is cut in two.</summary>
    private static void Recording(IRecordingReader reader, byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var cut = 1 + ((input.Length - 1) * input[0] / byte.MaxValue);
        try
        {
            ReadAll(input.AsSpan(1..cut));
            ReadAll(input.AsSpan(cut));
        }
        catch (RecordingException)
        {
            // The documented refusal.
        }

        void ReadAll(ReadOnlySpan<byte> bytes)
        {
            reader.Append(bytes);
            while (reader.TryRead(out var packet))
            {
                Require(packet.Data.Length > 0 && packet.Data.Length <= input.Length && reader.PreSkip >= 0);
            }
        }
    }
}
