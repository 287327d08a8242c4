namespace LiveCaptions.Speech.Languages;

/// <summary>
/// Holds on to a language: a few words that seem to be of another, as names and "okay" do, change nothing, until there is more of it in a
/// row. Not thread-safe.
/// </summary>
public sealed class LanguageHysteresis
{
    /// <summary>Letters in a row that another language needs: some four words.</summary>
    public const int Enough = 20;

    private string? _other;
    private int _letters;

    /// <summary>BCP 47; null while none was found.</summary>
    public string? Current { get; private set; }

    /// <summary>Takes what the next words seem to be.</summary>
    /// <param name="found">BCP 47; null where nobody can tell, which speaks neither for nor against anything.</param>
    /// <param name="letters">How much of it there is.</param>
    /// <returns>What they are taken for.</returns>
    public string? Next(string? found, int letters)
    {
        if (found is null)
        {
            return Current;
        }

        if (Current is null || found == Current)
        {
            return Take(found);
        }

        (_letters, _other) = (found == _other ? _letters + letters : letters, found);
        return _letters >= Enough ? Take(found) : Current;
    }

    /// <summary>That it is, whatever was before.</summary>
    public string Take(string language)
    {
        (Current, _other, _letters) = (language, null, 0);
        return language;
    }
}
