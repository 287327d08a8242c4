namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>A channel's reports.</summary>
/// <param name="LastDay">The last that YouTube has told of; null before the first report.</param>
/// <param name="Message">What came of asking last, in one line.</param>
public sealed record SubtitleChannel(string Id, string Title, string? LastDay, string? Message);
