using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Moonshine reads a text that is given, in place of writing one of its own; where it looks at each word is where the word was said, as
/// with its own words (<see cref="WordAligner"/>).
/// </summary>
internal sealed class MoonshineAligner(MoonshineModel model, MoonshineTokenizer tokenizer, InferenceScheduler scheduler) : IAligner
{
    /// <summary>Samples that are read at once: 28 s, as files are recognised.</summary>
    private const int Longest = 28 * AudioFormat.SampleRate;

    /// <summary>Where sound is longer: words that begin in the first 20 s of a piece are sure to be in it whole.</summary>
    private const int Sure = 20 * AudioFormat.SampleRate;

    /// <summary>So far before a piece's end a word is asked for, as guesses may be early: 4 s.</summary>
    private const int Lag = 4 * AudioFormat.SampleRate;

    /// <summary>Per token; chosen by hand: `bench align` counts the texts that are wrongly refused and wrongly taken.</summary>
    private const float Fits = -3;

    /// <summary>Nobody waits for it.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly MoonshineDecoder _decoder = new(model);

    public IReadOnlyList<string> Languages { get; } = ["en"];

    public async Task<IReadOnlyList<Word>?> AlignAsync(
        HeardUtterance heard, IReadOnlyList<Word> words, CancellationToken cancellationToken)
    {
        var tokens = Tokens(words);
        var placed = new List<Word>(words.Count);
        for (var from = 0; placed.Count < words.Count;)
        {
            var piece = heard.Audio.Slice(from, Math.Min(Longest, heard.Audio.Length - from));
            var isLast = from + piece.Length == heard.Audio.Length;
            var asked = isLast ? words.Count - placed.Count : Within(heard, words.Skip(placed.Count), from + piece.Length - Lag);
            var range = placed.Count..(placed.Count + asked);
            var starts = await scheduler.RunAsync(
                () => Starts(piece, tokens[range]), scheduler.TurnIn(Slack, InferenceClass.Background), cancellationToken);
            if (starts is null)
            {
                return null;
            }

            // The last word that is asked for takes all that is left of the piece: it is heard once more with what follows.
            var kept = isLast ? asked : Math.Clamp(starts.SkipLast(1).Count(start => start < Sure), 1, Math.Max(1, asked - 1));
            placed.AddRange(words.Skip(placed.Count).Take(kept)
                .Select((word, at) => word with { Start = from + starts[at], End = from + starts[at + 1] }));
            from += (int)starts[kept == asked ? kept - 1 : kept];
        }

        return OnTrack(heard, placed);
    }

    private static int Within(HeardUtterance heard, IEnumerable<Word> words, int end) =>
        Math.Max(1, words.TakeWhile(word => word.Start - heard.Start < end).Count());

    /// <summary>Without the silence that attention reaches into, and within what is the utterance's own.</summary>
    private static IReadOnlyList<Word> OnTrack(HeardUtterance heard, IReadOnlyList<Word> placed) =>
        [.. UtteranceWords.Of(heard with { KeepTo = long.MaxValue }, placed).Select(word => word with
        {
            Start = Math.Clamp(word.Start, heard.KeepFrom, Math.Max(heard.KeepFrom, heard.KeepTo)),
            End = Math.Clamp(word.End, heard.KeepFrom, Math.Max(heard.KeepFrom, heard.KeepTo)),
        })];

    /// <summary>
    /// Of each word, as it is written. A text in capitals is read in small letters: capitals fall into single letters, which the model
    /// hardly ever writes.
    /// </summary>
    private int[][] Tokens(IReadOnlyList<Word> words)
    {
        var isShouted = !words.Any(word => word.Text.Any(char.IsLower));
        return [.. words.Select(word => tokenizer.Encode(isShouted ? word.Text.ToLowerInvariant() : word.Text))];
    }

    /// <returns>Where each word begins, in samples, and where the last one ends; null where text and sound do not fit.</returns>
    private long[]? Starts(ReadOnlyMemory<float> audio, int[][] words)
    {
        int[] tokens = [.. words.SelectMany(word => word)];
        var read = new MoonshineUtterance(model, _decoder, tokenizer).Read(audio, tokens);
        if (read is null || read.MeanLogProbability < Fits)
        {
            return null;
        }

        var starts = new long[words.Length + 1];
        starts[^1] = audio.Length;
        for (var (word, token) = (0, 0); word < words.Length; token += words[word++].Length)
        {
            starts[word] = read.TokenStarts[token];
        }

        return starts;
    }
}
