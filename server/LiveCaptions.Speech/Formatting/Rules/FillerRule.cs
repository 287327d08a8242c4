namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Takes out sounds that say nothing. <c>Uh-huh</c> and <c>mm-hmm</c> are answers, and stay.</summary>
internal sealed class FillerRule : IWritingRule
{
    private static readonly HashSet<string> Fillers =
        ["um", "umm", "ummm", "uhm", "uh", "uhh", "uhhh", "er", "err", "erm", "hmm", "hm", "hmmm", "mm", "mmm", "ah", "ahh", "eh"];

    public Written? Match(Phrase phrase) =>
        Fillers.Contains(phrase[0]) && !(phrase[0] is "uh" or "mm" or "um" && phrase[1] is "huh" or "hmm" or "hm") ? Written.Of(1, "")
            : null;
}
