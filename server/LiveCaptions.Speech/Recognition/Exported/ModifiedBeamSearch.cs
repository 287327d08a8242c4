namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>
/// Several texts side by side, of one token per frame at most; the likeliest whole one is taken, by its length (icefall's modified beam
/// search). Texts that come out the same are one.
/// </summary>
internal sealed class ModifiedBeamSearch : ITokenSearch
{
    /// <summary>Texts that are followed.</summary>
    private const int Most = 4;

    private readonly TransducerNetwork _network;
    private List<Path> _paths;
    private int _frame;

    public ModifiedBeamSearch(TransducerNetwork network)
    {
        _network = network;
        _paths = [new Path(null, 0, network.Predictor.Begin())];
    }

    public TokenNode? Last => _paths.MaxBy(path => path.LogProbability / (Lead + (path.Last?.Count ?? 0)))!.Last;

    public int Stable
    {
        get
        {
            var (shared, others) = (_paths[0].Last, _paths[1..]);
            foreach (var other in others)
            {
                shared = Shared(shared, other.Last);
            }

            return shared?.Count ?? 0;
        }
    }

    /// <summary>Tokens before the first count, too.</summary>
    private int Lead => _paths[0].Prediction.Context.Length;

    public void Accept(EncoderFrames frames)
    {
        for (var i = 0; i < frames.Count; i++, _frame++)
        {
            _paths = Merged(Candidates(frames.At(i)));
        }
    }

    private IEnumerable<Candidate> Candidates(Memory<float> frame)
    {
        var best = new PriorityQueue<Candidate, double>();
        foreach (var path in _paths)
        {
            var scores = _network.Joiner.Run(frame, path.Prediction.Output).AsSpan(0, _network.Tokens);
            var norm = LogSoftmax.Norm(scores);
            for (var token = 0; token < scores.Length; token++)
            {
                var own = scores[token] - norm;
                var whole = path.LogProbability + own;
                if (best.Count < Most)
                {
                    best.Enqueue(new Candidate(path, token, own, whole), whole);
                }
                else if (whole > best.Peek().Whole)
                {
                    best.DequeueEnqueue(new Candidate(path, token, own, whole), whole);
                }
            }
        }

        return best.UnorderedItems.Select(item => item.Element).OrderByDescending(candidate => candidate.Whole);
    }

    private List<Path> Merged(IEnumerable<Candidate> candidates)
    {
        var merged = new List<Path>();
        foreach (var candidate in candidates)
        {
            var isBlank = candidate.Token == _network.Blank;
            var last = isBlank
                ? candidate.Path.Last
                : new TokenNode(candidate.Path.Last, candidate.Token, _frame, MathF.Min(0, candidate.Own));
            var same = merged.FindIndex(path => TokenNode.Same(path.Last, last));
            if (same >= 0)
            {
                merged[same] = merged[same] with { LogProbability = LogAdd(merged[same].LogProbability, candidate.Whole) };
                continue;
            }

            merged.Add(new Path(
                last, candidate.Whole,
                isBlank ? candidate.Path.Prediction : _network.Predictor.Next(candidate.Path.Prediction, candidate.Token)));
        }

        return merged;
    }

    private static TokenNode? Shared(TokenNode? a, TokenNode? b)
    {
        while (!ReferenceEquals(a, b))
        {
            (a, b) = (a?.Count ?? 0) >= (b?.Count ?? 0) ? (a?.Before, b) : (a, b?.Before);
        }

        return a;
    }

    private static double LogAdd(double a, double b) => Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));

    private sealed record Path(TokenNode? Last, double LogProbability, Prediction Prediction);

    private sealed record Candidate(Path Path, int Token, float Own, double Whole);
}
