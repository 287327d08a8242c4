namespace LiveCaptions.Speech.Diarization;

/// <summary>What somebody says beforehand about how many speak on a track.</summary>
/// <param name="AtMost">Speakers there are at most; null where nobody knows.</param>
/// <param name="Expected">Speakers there are in the end, if as many voices can be told apart; null where nobody knows.</param>
public sealed record SpeakerCount(int? AtMost = null, int? Expected = null)
{
    public static readonly SpeakerCount Unknown = new();

    internal int Most => AtMost ?? Expected ?? int.MaxValue;

    /// <summary>While people still come in there may be fewer than expected; in the end there are not.</summary>
    internal int LeastInTheEnd => Math.Min(Expected ?? 1, Most);
}
