namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>A video's description has no room for chapters beside what somebody wrote; nothing was changed.</summary>
/// <param name="bytes">That are too many.</param>
internal sealed class DescriptionFullException(int bytes)
    : Exception($"The video's description has no room for the chapters: {bytes} bytes are too many. "
        + "Shorten it, or replace it by description: true.");
