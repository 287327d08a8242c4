namespace LiveCaptions.Server.Sessions;

/// <summary>What languages this server can translate into.</summary>
public interface ITargetLanguages
{
    /// <param name="from">BCP 47 of what is said; null where the engine finds out.</param>
    /// <param name="targets">BCP 47, each.</param>
    /// <returns>One that it cannot translate into; null where it can do all.</returns>
    string? FindUnknown(string? from, IReadOnlyList<string> targets);
}
