namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>Views with subtitles in a language.</summary>
/// <param name="Language">That was read; null for those who watched without, or of whom YouTube does not tell.</param>
/// <param name="Translated">Whether YouTube translated them by itself.</param>
/// <param name="IsOurs">Whether there is a track in it that was uploaded from here.</param>
public sealed record SubtitleLanguage(string? Language, bool Translated, bool IsOurs, long Views, double WatchMinutes);
