namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Names of engines at providers: <c>PROVIDER</c>, or <c>PROVIDER:MODEL</c>.</summary>
internal static class CloudName
{
    /// <returns>The engine's name where it is the provider's; null where it is not.</returns>
    public static string? Match(string engine, string provider, string defaultModel) =>
        engine == provider || engine == $"{provider}:{defaultModel}" ? provider
        : engine.StartsWith(provider + ":", StringComparison.Ordinal) && engine.Length > provider.Length + 1 ? engine
        : null;

    public static string? ModelOf(string engine) => engine.IndexOf(':') is > 0 and var colon ? engine[(colon + 1)..] : null;

    /// <summary>Recognition costs nothing here.</summary>
    public static EngineCapacity Capacity(int streams) => new("cloud", 0, streams);
}
