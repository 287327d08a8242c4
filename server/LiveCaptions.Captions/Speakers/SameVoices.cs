using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Speakers;

/// <summary>Who is who in two readings of one track: voices that speak at the same times are the same.</summary>
public static class SameVoices
{
    /// <param name="now">The new reading's pieces, in order of time.</param>
    /// <param name="before">The old one's, in order of time.</param>
    /// <param name="free">From this number on all are free.</param>
    /// <returns>The new pieces with the old numbers; who was not heard before has a number that nobody had.</returns>
    public static IReadOnlyList<LabelledPiece> Rename(IReadOnlyList<LabelledPiece> now, IReadOnlyList<LabelledPiece> before, int free = 0)
    {
        var numbers = Match(now, before);
        var next = Math.Max(free, before.Select(piece => piece.Speaker?.Number ?? -1).DefaultIfEmpty(-1).Max() + 1);
        return [.. now.Select(piece =>
            piece.Speaker is { } label ? piece with { Speaker = label with { Number = NumberOf(label.Number) } } : piece)];

        int NumberOf(int number) => numbers.TryGetValue(number, out var old) ? old : numbers[number] = next++;
    }

    /// <summary>The two that share most time first; each is somebody once.</summary>
    private static Dictionary<int, int> Match(IReadOnlyList<LabelledPiece> now, IReadOnlyList<LabelledPiece> before)
    {
        var matched = new Dictionary<int, int>();
        var taken = new HashSet<int>();
        foreach (var (pair, _) in Shared(now, before).OrderByDescending(shared => shared.Value).ThenBy(shared => shared.Key))
        {
            if (!matched.ContainsKey(pair.Now) && taken.Add(pair.Before))
            {
                matched[pair.Now] = pair.Before;
            }
        }

        return matched;
    }

    /// <summary>Samples that both readings give to two speakers.</summary>
    private static Dictionary<(int Now, int Before), long> Shared(IReadOnlyList<LabelledPiece> now, IReadOnlyList<LabelledPiece> before)
    {
        var shared = new Dictionary<(int, int), long>();
        var first = 0;
        foreach (var (piece, speaker) in now.Where(piece => piece.Speaker is not null)
            .Select(piece => (piece.Piece, piece.Speaker!.Number)))
        {
            while (first < before.Count && before[first].Piece.End <= piece.Start)
            {
                first++;
            }

            for (var i = first; i < before.Count && before[i].Piece.Start < piece.End; i++)
            {
                var overlap = Math.Min(piece.End, before[i].Piece.End) - Math.Max(piece.Start, before[i].Piece.Start);
                if (before[i].Speaker is { } old && overlap > 0)
                {
                    shared[(speaker, old.Number)] = shared.GetValueOrDefault((speaker, old.Number)) + overlap;
                }
            }
        }

        return shared;
    }
}
