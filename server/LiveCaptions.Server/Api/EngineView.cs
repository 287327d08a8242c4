using LiveCaptions.Server.Engine;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Api;

/// <summary>An engine that sessions of this server may use.</summary>
/// <param name="Name">As sessions ask for it.</param>
/// <param name="Text">What it is, in a few words.</param>
/// <param name="Default">Whether it hears sessions that ask for none.</param>
/// <param name="State">
/// <c>idle</c> (loaded when it is needed first), <c>loading</c>, <c>ready</c>, or <c>failing</c>: left alone for a while.
/// </param>
/// <param name="Languages">BCP 47 primary tags; empty while nobody knows them.</param>
/// <param name="Remote">Whether another machine recognises.</param>
/// <param name="Keyterms">Whether it takes key terms into account.</param>
/// <param name="DetectsLanguage">Whether it finds out the language where none is asked for.</param>
/// <param name="Streams">Tracks that it hears now.</param>
/// <param name="AudioSeconds">What it recognised since the server started.</param>
/// <param name="PricePerHour">US dollars for an hour of audio; 0 for what runs on this machine.</param>
/// <param name="CostToday">US dollars since midnight UTC, or since the server started.</param>
public sealed record EngineView(
    string Name, string Text, bool Default, string State, IReadOnlyList<string> Languages, bool Remote, bool Keyterms,
    bool DetectsLanguage, int Streams, double AudioSeconds, decimal PricePerHour, decimal CostToday)
{
    /// <summary>Whether times of words are approximations, spread over the speech that the words were said in.</summary>
    public bool GuessesWordTimes { get; init; }

    /// <summary>Why it is left alone.</summary>
    public string? Reason { get; init; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Live streams that this server takes with it, if nothing else is heard; absent where it is not loaded.</summary>
    public int? MaxStreams { get; init; }

    /// <summary>What it really runs on: <c>cpu</c> or <c>cuda</c>, or elsewhere.</summary>
    public string? Provider { get; init; }

    /// <summary>Compute seconds per audio second, measured when it was loaded.</summary>
    public double? RealTimeFactor { get; init; }

    /// <param name="maxStreams">From a loaded engine to the streams that are taken with it.</param>
    public static EngineView Of(PooledEngine engine, bool isDefault, Func<SpeechEngine, int> maxStreams)
    {
        var (outage, loaded, capabilities) = (engine.Outage, engine.Loaded, engine.Capabilities);
        return new EngineView(
            engine.Name, engine.Description.Text, isDefault, StateOf(engine), engine.Languages, capabilities.IsRemote,
            capabilities.TakesKeyterms, capabilities.DetectsLanguage && engine.Languages.Count != 1, engine.Streams,
            Math.Round(engine.Spent.AudioSeconds, 3), engine.PricePerHour, decimal.Round(engine.Spent.CostToday, 4))
        {
            GuessesWordTimes = capabilities.GuessesWordTimes,
            Reason = outage?.Reason,
            Until = outage?.Until,
            MaxStreams = loaded is null ? null : maxStreams(loaded),
            Provider = loaded?.Capacity.ExecutionProvider,
            RealTimeFactor = loaded is null ? null : Math.Round(loaded.Capacity.RealTimeFactor, 4),
        };
    }

    private static string StateOf(PooledEngine engine) => engine switch
    {
        { Outage: not null } => "failing",
        { Loaded: not null } => "ready",
        { IsLoading: true } => "loading",
        _ => "idle",
    };
}
