using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage.Searching;

namespace LiveCaptions.Server.Api;

/// <summary>A session in which all words were found.</summary>
/// <param name="Title">Where in its title.</param>
/// <param name="Count">Finals that have them all.</param>
/// <param name="Hits">The first of these.</param>
public sealed record FoundView(SessionView Session, IReadOnlyList<TextRange> Title, int Count, IReadOnlyList<FoundView.Hit> Hits)
{
    internal static FoundView Of(FoundSession found, SessionView session, SearchTerms terms) => new(
        session, terms.Find(session.Title ?? ""), found.Count, [.. found.First.Select(cue => Hit.Of(cue, terms))]);

    /// <summary>A final that has all words. Times in seconds from the session's first sample.</summary>
    /// <param name="Text">As it is, with no marks in it.</param>
    /// <param name="Matches">Where the words are in the text.</param>
    public sealed record Hit(
        string CueId, double Start, double End, string Text, IReadOnlyList<TextRange> Matches, string? Speaker)
    {
        internal static Hit Of(Cue cue, SearchTerms terms) =>
            new(cue.Id, cue.Start, cue.End, cue.Text, terms.Find(cue.Text), cue.Speaker?.Label);
    }
}
