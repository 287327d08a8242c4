using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Publishing.SecondPass;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.Review;

/// <summary>
/// Where several engines made the transcript, what they differed on or were not sure of; else the words that the engine was not sure of.
/// What a person wrote is not looked at again.
/// </summary>
internal sealed class ReviewReader(FinalStore finals, AnalysisTurn turn, IOptions<SecondPassOptions> options)
{
    /// <returns>In order of time.</returns>
    public Task<List<ReviewItem>> ReadAsync(SessionView session, CancellationToken cancellationToken) => turn.RunAsync(
        async () => (await finals.ReadReviewedAsync(session.Id, session.Published))
            .Where(final => !CueTouch.IsWritten(final.Cue))
            .SelectMany(final => final.Review is { } review ? Of(final.Cue, review) : Unsure(final.Cue))
            .ToList(),
        cancellationToken);

    private static IEnumerable<ReviewItem> Of(Cue cue, DoubtfulPlaces review) => review.Places.Select(place =>
        Item(cue, [.. (cue.Words ?? []).Where(word => DoubtfulCues.IsIn(word, place.Start, place.End))], place));

    private static ReviewItem Item(Cue cue, IReadOnlyList<CueWord> words, DoubtfulPlace place) =>
        new(cue.Id, place.Start, place.End, string.Join(' ', words.Select(word => word.Text)), place.Confidence, place.Alternatives);

    /// <summary>Words beside each other are one.</summary>
    private IEnumerable<ReviewItem> Unsure(Cue cue)
    {
        var run = new List<CueWord>();
        foreach (var word in cue.Words ?? [])
        {
            if (word.Confidence < options.Value.ReviewBelow)
            {
                run.Add(word);
            }
            else if (run.Count > 0)
            {
                yield return Close();
            }
        }

        if (run.Count > 0)
        {
            yield return Close();
        }

        ReviewItem Close()
        {
            var item = Item(cue, run, new DoubtfulPlace(run[0].Start, run[^1].End, run.Min(word => word.Confidence), []));
            run.Clear();
            return item;
        }
    }
}
