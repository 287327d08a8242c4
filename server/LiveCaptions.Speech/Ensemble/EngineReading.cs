using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>What one or more engines hear in a stretch.</summary>
/// <param name="Engines">By number, in their order; the words are the first one's.</param>
/// <param name="Support">Their share of all votes, 0 to 1.</param>
internal sealed record EngineReading(IReadOnlyList<int> Engines, IReadOnlyList<Word> Words, double Support)
{
    public string Text => string.Join(' ', Words.Select(word => word.Text));
}
