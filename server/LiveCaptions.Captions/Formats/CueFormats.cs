using LiveCaptions.Captions.Formats.Scc;

namespace LiveCaptions.Captions.Formats;

/// <summary>All caption file formats there are.</summary>
public static class CueFormats
{
    public static IReadOnlyList<ICueFormat> All { get; } =
    [
        new WebVttFormat(), new SubRipFormat(), new AssFormat(), new SccFormat(), new TtmlFormat(),
        new SbvFormat(), new PlainTextFormat(), new JsonFormat(), new RttmFormat(),
    ];

    /// <param name="extension">Without the dot, in any letter case.</param>
    /// <returns>Null when there is no such format.</returns>
    public static ICueFormat? Find(string extension) =>
        All.FirstOrDefault(f => string.Equals(f.Extension, extension, StringComparison.OrdinalIgnoreCase));
}
