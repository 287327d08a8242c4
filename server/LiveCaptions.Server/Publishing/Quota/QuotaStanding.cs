using LiveCaptions.Server.Publishing.YouTube;

namespace LiveCaptions.Server.Publishing.Quota;

/// <summary>How a project's quota stands.</summary>
/// <param name="Day">In California.</param>
/// <param name="Limit">Units a day.</param>
/// <param name="Spent">Units, with <paramref name="InDoubt"/>.</param>
/// <param name="InDoubt">Units of calls that are under way, or that a killed server left: whether they were made nobody knows,
/// so they count as spent.</param>
/// <param name="Remaining">Units that may still be spent today.</param>
public sealed record QuotaStanding(string Project, string Day, int Limit, int Spent, int InDoubt, int Remaining, DateTimeOffset ResetAt)
{
    /// <summary>What one upload may cost at worst: an insert that finds a track there, looking for it, and updating it.</summary>
    private static readonly int Worst = YouTubeCall.CaptionsInsert.Units
        + YouTubeCall.CaptionsList.Units + YouTubeCall.CaptionsUpdate.Units;

    /// <summary>So little is left that nothing is tried on the off chance: it is looked first.</summary>
    public bool IsNearEnd => Remaining < Worst;
}
