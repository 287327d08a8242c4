using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// A color for each speaker in the order in which they first speak: white, yellow, cyan and green as on British television, then again.
/// </summary>
internal sealed class SpeakerColors
{
    private static readonly (string Name, string Rgb)[] Palette =
    [
        ("white", "ffffff"), ("yellow", "ffff00"), ("cyan", "00ffff"), ("lime", "00ff00")
    ];

    private readonly Dictionary<string, (string Name, string Rgb)> _colors = new(StringComparer.Ordinal);

    public SpeakerColors(IEnumerable<CueSpeaker?> speakers)
    {
        foreach (var speaker in speakers.OfType<CueSpeaker>().DistinctBy(speaker => speaker.Id))
        {
            Speakers.Add(speaker);
            _colors.Add(speaker.Id, Palette[_colors.Count % Palette.Length]);
        }
    }

    /// <summary>In the order in which they first speak.</summary>
    public List<CueSpeaker> Speakers { get; } = [];

    /// <summary>Names of the colors that are used, as CSS and WebVTT have them, and their six digits.</summary>
    public IEnumerable<(string Name, string Rgb)> Used => _colors.Values.Distinct();

    /// <summary>Of a speaker, from 1.</summary>
    public int NumberOf(CueSpeaker speaker) => Speakers.FindIndex(known => known.Id == speaker.Id) + 1;

    /// <summary>Of a speaker; white where nobody knows who speaks.</summary>
    public (string Name, string Rgb) Of(CueSpeaker? speaker) => speaker is null ? Palette[0] : _colors[speaker.Id];
}
