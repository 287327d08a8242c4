namespace LiveCaptions.Captions.Metadata;

/// <summary>What is told about a session beside its captions: suggestions, or what a person wrote instead. Times in seconds.</summary>
public sealed record SessionMetadata
{
    public string? Title { get; init; }

    /// <summary>Other titles that would do.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    public string Description { get; init; } = "";

    /// <summary>The sentences that say most, as they were said.</summary>
    public string Summary { get; init; } = "";

    /// <summary>As <see cref="ChapterRules"/> has them; none where there cannot be three.</summary>
    public IReadOnlyList<Chapter> Chapters { get; init; } = [];

    /// <summary>The most telling first.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Of the keywords, those that YouTube has room for.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Highlight> Highlights { get; init; } = [];

    /// <summary>Of what a person wrote: another text has another one. <c>If-Match</c> takes it.</summary>
    public string Revision { get; init; } = "0";

    /// <summary>Names of those of all these that a person wrote.</summary>
    public IReadOnlyList<string> Edited { get; init; } = [];
}
