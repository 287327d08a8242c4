using LiveCaptions.Captions.Cues;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench;

/// <summary>What a viewer of one track lived through, in seconds. Pure: from the messages and their arrival.</summary>
public sealed record LiveFigures
{
    /// <summary>Messages of one hypothesis are made together; two hypotheses are at least a decode apart.</summary>
    private const double SameHypothesisMilliseconds = 10;

    /// <summary>Of each final word: from its end in the audio to when it was shown and not changed any more.</summary>
    public required IReadOnlyList<double> StableWord { get; init; }

    /// <summary>Of each final cue: from the end of its last word to its arrival.</summary>
    public required IReadOnlyList<double> Final { get; init; }

    /// <summary>The same for those cues that end an utterance.</summary>
    public required IReadOnlyList<double> UtteranceFinal { get; init; }

    /// <summary>Of each utterance: from the start of its first word to the first thing shown of it.</summary>
    public required IReadOnlyList<double> FirstShown { get; init; }

    /// <summary>Of each final cue: how much later than its own <c>latency</c> says it arrived.</summary>
    public required IReadOnlyList<double> BeyondStatedLatency { get; init; }

    /// <summary>Words shown and later taken back or replaced.</summary>
    public required int ErasedWords { get; init; }

    public required int FinalWords { get; init; }

    /// <summary>All finals' words in order.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    public string Text => string.Join(' ', Words);

    /// <param name="arrivals">A track's cue messages in the order they came.</param>
    public static LiveFigures From(IReadOnlyList<CueArrival> arrivals)
    {
        // A final comes again when its speaker is put right; its words, which are measured here, were there before.
        var told = new HashSet<string>(StringComparer.Ordinal);
        arrivals = [.. arrivals.Where(arrival => !IsFinal(arrival) || told.Add(arrival.Cue.Id))];
        var screen = new CaptionScreen();
        var hypotheses = SplitIntoHypotheses(arrivals);
        foreach (var messages in hypotheses)
        {
            screen.Show(messages);
        }

        var finals = arrivals.Where(IsFinal).ToList();
        var words = finals.SelectMany(a => a.Cue.Words!).Select(word => word.Text).ToList();
        return new LiveFigures
        {
            StableWord = [.. screen.Words.Select(word => word.Since - word.End)],
            Final = finals.ConvertAll(AfterLastWord),
            UtteranceFinal = [.. hypotheses.Select(messages => messages.LastOrDefault(IsFinal)).OfType<CueArrival>().Select(AfterLastWord)],
            FirstShown = [.. hypotheses.Where(messages => messages.Exists(IsFinal))
                .Select(messages => UntilFirstShown(messages, arrivals))],
            BeyondStatedLatency = [.. finals.Where(a => a.Cue.Latency is not null).Select(a => AfterLastWord(a) - a.Cue.Latency!.Value)],
            ErasedWords = screen.Erased,
            FinalWords = words.Count,
            Words = words,
        };
    }

    private static bool IsFinal(CueArrival arrival) => arrival.Cue is { Kind: CueKind.Final, Words.Count: > 0 };

    private static double AfterLastWord(CueArrival final) => final.At - final.Cue.Words![^1].End;

    private static double UntilFirstShown(List<CueArrival> final, IReadOnlyList<CueArrival> arrivals)
    {
        var first = final.Find(IsFinal)!;
        return arrivals.First(a => a.Cue.Id == first.Cue.Id).At - first.Cue.Words![0].Start;
    }

    private static List<List<CueArrival>> SplitIntoHypotheses(IReadOnlyList<CueArrival> arrivals)
    {
        var all = new List<List<CueArrival>>();
        foreach (var arrival in arrivals)
        {
            if (all.Count == 0 || (arrival.Cue.CreatedAt - all[^1][^1].Cue.CreatedAt).TotalMilliseconds > SameHypothesisMilliseconds)
            {
                all.Add([]);
            }

            all[^1].Add(arrival);
        }

        return all;
    }
}
