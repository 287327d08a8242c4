using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Import.Links;

/// <summary>What an address gave: a file, and what is said about it.</summary>
/// <param name="File">Full path.</param>
/// <param name="Name">What to call its captions.</param>
/// <param name="Title">As its page has it; null where nobody says.</param>
/// <param name="Language">BCP 47 as its page has it.</param>
/// <param name="Captions">Languages that it has captions in already, made by people.</param>
public sealed record FetchedMedia(
    string File,
    string Name,
    string? Title = null,
    string? Language = null,
    IReadOnlyList<MediaChapter>? Chapters = null,
    IReadOnlyList<string>? Captions = null)
{
    /// <summary>Its channels were mixed on the way: they cannot be told apart any more.</summary>
    public bool IsMixed { get; init; }

    /// <exception cref="MediaReadException">Its channels cannot be told apart any more.</exception>
    public void ExpectChannels()
    {
        if (IsMixed)
        {
            throw new MediaReadException("It lies in segments (HLS), whose channels are mixed here: it cannot be split.");
        }
    }
}
