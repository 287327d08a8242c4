namespace LiveCaptions.Server.Api;

/// <summary>What of a session shall be otherwise; what is left out stays.</summary>
public sealed record ChangeSessionRequest
{
    public string? Title { get; init; }

    /// <summary>Whether watching needs no key. Who watched without one is cut off within seconds when it is taken back.</summary>
    public bool? Public { get; init; }
}
