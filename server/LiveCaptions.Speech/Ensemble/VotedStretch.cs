using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>A word that all engines hear, or what they hear in different ways between two of these.</summary>
internal sealed record VotedStretch
{
    /// <summary>What is taken; none where those who hear nothing won.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>Of each of the words: the part of the vote that it has, weighted by how sure its engines are.</summary>
    public required IReadOnlyList<double> Confidences { get; init; }

    /// <summary>The least of them; of a stretch without words that of hearing nothing.</summary>
    public required double Confidence { get; init; }

    /// <summary>Words of the first engine before it.</summary>
    public required int Before { get; init; }

    /// <summary>Words of the first engine in it.</summary>
    public required int Of { get; init; }

    /// <summary>In samples, of whatever any engine hears there.</summary>
    public required long Start { get; init; }

    public required long End { get; init; }

    /// <summary>What lost, the likeliest first.</summary>
    public IReadOnlyList<SpanAlternative> Alternatives { get; init; } = [];

    public bool IsAgreed => Alternatives.Count == 0;
}
