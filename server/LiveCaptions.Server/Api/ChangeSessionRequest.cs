using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Api;

/// <summary>What of a session shall be otherwise; what is left out stays.</summary>
public sealed record ChangeSessionRequest
{
    public string? Title { get; init; }

    /// <summary>In place of those in <c>formatting</c>, for what is said from now on; an empty list for none.</summary>
    public IReadOnlyList<ReplacementSetting>? Replacements { get; init; }

    /// <summary>Whether watching needs no key. Who watched without one is cut off within seconds when it is taken back.</summary>
    public bool? Public { get; init; }
}
