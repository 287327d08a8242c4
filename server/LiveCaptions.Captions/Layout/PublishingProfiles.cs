namespace LiveCaptions.Captions.Layout;

/// <summary>Houses' rules of layout by name; see docs/formats.md.</summary>
/// <param name="own">Further ones, or others in the place of those there are.</param>
public sealed class PublishingProfiles(IReadOnlyDictionary<string, PublishingOptions>? own = null)
{
    /// <summary>Netflix's rules are what there is without any name; YouTube has none, and takes these.</summary>
    private static readonly Dictionary<string, PublishingOptions> BuiltIn = new(StringComparer.OrdinalIgnoreCase)
    {
        ["default"] = new(),
        ["netflix"] = new(),
        ["youtube"] = new(),

        // Subtitle guidelines: 37 characters, 160 to 180 words a minute; gaps of a second or none.
        ["bbc"] = new() { LineWidth = 37, TargetReadingSpeed = 15, MaxReadingSpeed = 18, MinDuration = 1, MinGap = 0, CloseGapsBelow = 1 },
    };

    /// <summary>All names, for people.</summary>
    public string Names => string.Join(", ", BuiltIn.Keys.Concat(own?.Keys ?? []).Distinct(StringComparer.OrdinalIgnoreCase));

    /// <returns>Null where there is none of that name.</returns>
    public PublishingOptions? Find(string name) =>
        own?.FirstOrDefault(profile => profile.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        ?? BuiltIn.GetValueOrDefault(name);
}
