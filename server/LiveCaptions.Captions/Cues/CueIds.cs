using System.Globalization;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Ids of cues tell which transcript of a session they are of: <c>c12</c> of what was live, <c>p12</c> of the one for publishing.
/// </summary>
public static class CueIds
{
    public static string OfPublishing(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");

    /// <returns>0 where the id has none.</returns>
    public static int NumberOf(string id) =>
        int.TryParse(id.AsSpan(Math.Min(1, id.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Of a cue's translation: <c>c12.de</c>.</summary>
    public static string OfTranslation(string id, string language) => $"{id}.{language}";

    public static bool IsOfTranslation(string id) => id.Contains('.');

    /// <summary>Of what a translation is one of; of what was said, its own.</summary>
    public static string SaidOf(string id) => id.Split('.', 2)[0];

    public static bool IsOfPublishing(string id) => id.StartsWith('p');
}
