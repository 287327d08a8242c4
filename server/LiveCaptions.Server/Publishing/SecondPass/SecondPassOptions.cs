using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Ensemble;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Whether sessions are recognised again once they have ended, and by how many engines.</summary>
public sealed class SecondPassOptions
{
    public bool Enabled { get; set; } = true;

    /// <summary>Sessions that are recognised again at once.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 1;

    /// <summary>
    /// Engines that vote on each word, the leading one first; of those that sessions may use, and of this machine. None: one engine alone.
    /// A session may ask for others.
    /// </summary>
    public IList<string> Ensemble { get; init; } = [];

    /// <summary>
    /// What engines' votes are worth, by name. The leading one's is 1 where it is not said, others' <see cref="OtherWeight"/>.
    /// </summary>
    public IDictionary<string, double> Weights { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>Chosen as moonshine-base's errors against moonshine-tiny's: docs/decisions/0053-ensemble.md.</summary>
    [Range(0.001, 1_000)]
    public double OtherWeight { get; set; } = 0.7;

    /// <inheritdoc cref="VoteOptions.ConfidenceShare"/>
    [Range(0, 1)]
    public double ConfidenceShare { get; set; } = new VoteOptions().ConfidenceShare;

    /// <inheritdoc cref="VoteOptions.NullConfidence"/>
    [Range(0, 1)]
    public double NullConfidence { get; set; } = new VoteOptions().NullConfidence;

    /// <summary>0 to 1: less sure words are in the list of what to look at.</summary>
    [Range(0, 1)]
    public double ReviewBelow { get; set; } = new VoteOptions().DoubtBelow;

    internal VoteOptions Vote => new() { ConfidenceShare = ConfidenceShare, NullConfidence = NullConfidence, DoubtBelow = ReviewBelow };

    internal double WeightOf(string engine, bool leads) => Weights.TryGetValue(engine, out var weight) ? weight : leads ? 1 : OtherWeight;
}
