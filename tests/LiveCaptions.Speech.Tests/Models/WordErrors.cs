namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Words compared without casing and punctuation.</summary>
internal static class WordErrors
{
    public static string[] Normalise(string text) =>
        [.. text.Replace('-', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => string.Concat(w.Where(char.IsLetterOrDigit)).ToLowerInvariant())
            .Where(w => w.Length > 0)];

    /// <summary>Least words to replace, insert and delete.</summary>
    public static int Count(string[] truth, string[] heard)
    {
        var row = Enumerable.Range(0, heard.Length + 1).ToArray();
        for (var i = 1; i <= truth.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= heard.Length; j++)
            {
                var replaced = diagonal + (truth[i - 1] == heard[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
