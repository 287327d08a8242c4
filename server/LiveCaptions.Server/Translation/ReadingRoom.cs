using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Translation;

/// <summary>How much of a translation can be read while what was said is shown.</summary>
internal static class ReadingRoom
{
    /// <summary>Columns, at the highest reading speed that a layout allows.</summary>
    public static int Of(Cue cue, PublishingOptions layout) =>
        (int)Math.Floor(Math.Clamp(cue.End - cue.Start, layout.MinDuration, layout.MaxDuration) * layout.MaxReadingSpeed);

    public static bool IsOver(string text, int room) => DisplayWidth.Of(text) > room;

    /// <summary>Characters that so many columns hold: those of Chinese, Japanese and Korean take two.</summary>
    public static int CharactersOf(int room, string language) => language.Split('-')[0] is "zh" or "ja" or "ko" ? room / 2 : room;
}
