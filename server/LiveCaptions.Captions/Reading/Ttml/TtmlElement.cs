using System.Text;

namespace LiveCaptions.Captions.Reading.Ttml;

/// <summary>An element that is open while a TTML file is read. Times in milliseconds.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Begin">From the file's beginning.</param>
/// <param name="End">Null: as long as what is around it.</param>
/// <param name="HasTimes">Whether it says itself when it is shown.</param>
/// <param name="Speaker">Id of its agent, or of that of what is around it.</param>
/// <param name="Text">Where its text goes; null where it is not shown.</param>
/// <param name="IsCue">Whether its text is a cue's, and not of what is around it.</param>
internal sealed record TtmlElement(
    string Name, int Line, long Begin, long? End, bool HasTimes, bool KeepsSpace, string? Speaker, StringBuilder? Text, bool IsCue);
