namespace LiveCaptions.Speech.Ensemble;

/// <summary>Which words a person should look at.</summary>
internal static class DoubtFinder
{
    /// <returns>In order of time; none overlaps another.</returns>
    public static IReadOnlyList<DoubtfulSpan> In(IReadOnlyList<VotedStretch> stretches, double below)
    {
        var spans = new List<DoubtfulSpan>();
        var run = new List<VotedStretch>();
        for (var at = 0; at < stretches.Count; at++)
        {
            var stretch = stretches[at];
            if (stretch.IsAgreed && (stretch.Confidence >= below || stretch.Words.Count == 0))
            {
                Close();
            }
            else if (stretch.IsAgreed)
            {
                run.Add(stretch);
            }
            else if (stretch.Words.Count > 0)
            {
                Close();
                spans.Add(Span([stretch], stretch.Alternatives));
            }
            else if (at > 0 && stretches[at - 1].Words.Count > 0)
            {
                // Nothing is there to be looked at: the word before, with what may have been said behind it.
                run.Remove(stretches[at - 1]);
                Close();
                spans.Add(Behind(stretches[at - 1], stretch));
            }
        }

        Close();
        return spans;

        void Close()
        {
            if (run.Count > 0)
            {
                spans.Add(Span(run, []));
                run.Clear();
            }
        }
    }

    private static DoubtfulSpan Span(IReadOnlyList<VotedStretch> run, IReadOnlyList<SpanAlternative> alternatives) =>
        new(run[0].Words[0].Start, run[^1].Words[^1].End, TextOf(run), Rounded(run.Min(stretch => stretch.Confidence)), alternatives);

    private static DoubtfulSpan Behind(VotedStretch word, VotedStretch nothing) => new(
        word.Words[0].Start, word.Words[^1].End, TextOf([word]), Rounded(Math.Min(word.Confidence, nothing.Confidence)),
        [.. nothing.Alternatives.Select(alternative => alternative with { Text = $"{TextOf([word])} {alternative.Text}" })]);

    private static string TextOf(IReadOnlyList<VotedStretch> run) =>
        string.Join(' ', run.SelectMany(stretch => stretch.Words).Select(word => word.Text));

    private static double Rounded(double confidence) => Math.Round(confidence, 3);
}
