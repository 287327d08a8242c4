using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Sessions;

/// <summary>Who speaks on the channels of a recording that is split: a name for each.</summary>
public static class ChannelNaming
{
    public const int MaxLength = 100;

    /// <summary>Of a file's channels, where nobody gave them names.</summary>
    public static readonly IReadOnlyList<string> OfStereo = ["Left", "Right"];

    /// <param name="text">A name per channel, with commas between.</param>
    /// <returns>The names, or what is wrong with them, to be said behind what they were given as.</returns>
    public static (IReadOnlyList<string> Names, string? Fault) Parse(string text, int channels)
    {
        var names = text.Split(',').Select(CaptionText.Clean).ToArray();
        if (names.Length != channels || names.Any(name => name.Length == 0))
        {
            return ([], $"has to name each of the {channels} channels, with a comma between: Ann,Bob.");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < channels)
        {
            return ([], "names two channels alike; give each a name of its own.");
        }

        return names.Any(name => name.Length > MaxLength) ? ([], $"is longer than {MaxLength} characters.") : (names, null);
    }
}
