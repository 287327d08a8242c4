using LiveCaptions.Server.Ingest;

namespace LiveCaptions.Fuzz;

/// <summary>What takes bytes from strangers. A target may refuse its input in the documented way; anything else it throws is a bug.</summary>
public static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>(StringComparer.Ordinal)
    {
        ["control-message"] = input => _ = ControlMessageParser.TryParse(input, out _),
    };
}
