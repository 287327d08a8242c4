namespace LiveCaptions.Captions.Metadata;

/// <summary>A sentence of a transcript, or what was said between two pauses where it has no sentences.</summary>
/// <param name="Start">Seconds from the session's first sample.</param>
/// <param name="Terms">Of its words those that say what it is about, in order; see <see cref="Term"/>.</param>
internal sealed record Sentence(string Text, double Start, double End, IReadOnlyList<Term> Terms)
{
    public int Words { get; } = Text.Count(letter => letter == ' ') + 1;
}
