namespace LiveCaptions.Speech.Formatting;

/// <summary>What a rule makes of the tokens from where it looks on.</summary>
internal sealed record Written(params IReadOnlyList<Written.Part> Parts)
{
    /// <summary>How it was spoken is not kept either.</summary>
    public bool IsRedacted { get; init; }

    /// <summary>Tokens that it takes.</summary>
    public int Count => Parts.Sum(part => part.Count);

    public static Written Of(int count, string text) => new(new Part(count, text));

    public static Written Redacted(int count, string mark) => Of(count, mark) with { IsRedacted = true };

    /// <summary>The same with something before the first, for which it takes so many more tokens.</summary>
    public Written Behind(int count, string text) =>
        this with { Parts = [new Part(count + Parts[0].Count, text + Parts[0].Text), .. Parts.Skip(1)] };

    /// <summary>So many tokens become one word; several where the text has spaces, none where it is empty.</summary>
    internal sealed record Part(int Count, string Text);
}
