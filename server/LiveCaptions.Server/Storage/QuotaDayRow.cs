namespace LiveCaptions.Server.Storage;

/// <summary>What a Google project spent of its quota on one day.</summary>
public sealed class QuotaDayRow
{
    public required string Project { get; init; }

    /// <summary>The day in California, where Google's days begin: <c>2026-11-30</c>.</summary>
    public required string Day { get; init; }

    /// <summary>Units, with those of calls that are under way or whose end nobody knows.</summary>
    public int Spent { get; set; }

    /// <summary>Google said that there is nothing left, whatever is counted here.</summary>
    public bool IsExhausted { get; set; }
}
