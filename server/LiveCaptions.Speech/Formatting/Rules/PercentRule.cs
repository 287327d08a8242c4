namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary><c>25%</c>, <c>0.5%</c>.</summary>
internal sealed class PercentRule : IWritingRule
{
    public Written? Match(Phrase phrase)
    {
        var sign = MeasuredNumber.CountSign(phrase);
        if (MeasuredNumber.Read(phrase, sign) is not { Scale: null } number
            || CountSigns(phrase, sign + number.Count) is not (> 0 and var count))
        {
            return null;
        }

        return Written.Of(sign + number.Count + count, $"{(sign > 0 ? "-" : "")}{number.Text}%");
    }

    /// <returns>Tokens that <c>percent</c> or <c>per cent</c> take there; 0 for none.</returns>
    public static int CountSigns(Phrase phrase, int at) => phrase[at] switch
    {
        "percent" or "%" => 1,
        "per" when phrase[at + 1] == "cent" => 2,
        _ => 0,
    };
}
