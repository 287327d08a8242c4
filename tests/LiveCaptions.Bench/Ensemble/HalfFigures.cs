using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Ensemble;

/// <summary>What voting changes for some speakers.</summary>
/// <param name="Lead">Errors of the leading engine alone.</param>
/// <param name="Other">Errors of the other one alone.</param>
/// <param name="Voted">Errors of what they voted.</param>
/// <param name="Review">How many of the leading engine's errors the list of doubtful words holds that both make.</param>
/// <param name="ReviewAlone">The same of a list that is told by the leading engine's confidences alone.</param>
public sealed record HalfFigures(
    int Clips, WordErrorRate Lead, WordErrorRate Other, WordErrorRate Voted, ReviewScore Review, ReviewScore ReviewAlone)
{
    internal static HalfFigures Of(IReadOnlyList<VotedClip> clips) => new(
        clips.Count,
        Sum(clips, clip => clip.Lead),
        Sum(clips, clip => clip.Other),
        Sum(clips, clip => clip.Voted.Finals.SelectMany(final => final.Words)),
        clips.Aggregate(ReviewScore.None, (sum, clip) => sum + ReviewScore.Of(clip.Clip.Text, clip.Lead, clip.Voted.Doubts)),
        clips.Aggregate(ReviewScore.None, (sum, clip) => sum + ReviewScore.Of(clip.Clip.Text, clip.Lead, clip.Alone.Doubts)));

    private static WordErrorRate Sum(IEnumerable<VotedClip> clips, Func<VotedClip, IEnumerable<Word>> words) => clips.Aggregate(
        WordErrorRate.None,
        (sum, clip) => sum + WordErrorRate.Between(clip.Clip.Text, string.Join(' ', words(clip).Select(word => word.Text))));
}
