namespace LiveCaptions.Media.Codecs;

/// <summary>One of a file's tracks of sound, as its container describes it.</summary>
/// <param name="Language">ISO 639-2, such as <c>eng</c>; null where it is not said.</param>
/// <param name="IsDefault">The file says that it is to be played where nobody chooses.</param>
internal sealed record AudioTrackInfo(string? Language, bool IsDefault)
{
    /// <param name="text">What ffmpeg says behind <c>Stream #0:</c>, such as <c>1[0x101](eng): Audio: aac (LC), 48000 Hz,
    /// mono, fltp (default)</c>.</param>
    /// <returns>Null where it is no sound.</returns>
    public static AudioTrackInfo? Parse(string text)
    {
        var at = text.IndexOf(": Audio: ", StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var language = text[..at].IndexOf('(', StringComparison.Ordinal) is >= 0 and var open ? text[(open + 1)..at].TrimEnd(')') : null;
        return new AudioTrackInfo(language is null or "und" ? null : language, text.Contains("(default)", StringComparison.Ordinal));
    }

    /// <summary>The track to take: the file's default one, or its first, of those in the language where there are such.</summary>
    /// <param name="language">BCP 47; null where it is not known.</param>
    /// <returns>Its index; 0 where there is none.</returns>
    public static int Choose(IReadOnlyList<AudioTrackInfo> tracks, string? language)
    {
        var numbered = tracks.Index().ToList();
        var spoken = numbered.FindAll(one => language is not null && one.Item.Language is { } tag && Iso639.AreSame(tag, language));
        var candidates = spoken.Count > 0 ? spoken : numbered;
        return candidates.Where(one => one.Item.IsDefault).Concat(candidates).Select(one => one.Index).FirstOrDefault();
    }
}
