using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// A finite piece of audio, pulled: int16 samples, 16 kHz mono. What is not pulled is not read, so memory stays constant.
/// </summary>
public interface IMediaReader : IAsyncDisposable
{
    /// <summary>Length of the medium, where it is known beforehand: for progress, not exact.</summary>
    TimeSpan? Duration { get; }

    /// <summary>What became of the sound so far that somebody should know.</summary>
    IReadOnlyList<AudioNotice> Notices { get; }

    /// <summary>Reads up to <paramref name="buffer"/>.Length samples; 0 means the end.</summary>
    /// <exception cref="MediaReadException">The rest cannot be read.</exception>
    ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken);
}
