using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Import.Live;

/// <summary>The sound of one attempt to pull a stream. Used by one <see cref="LivePull"/>, one call at a time.</summary>
internal interface ILiveFeed : IAsyncDisposable
{
    /// <summary>There is, or will be, nothing behind its end: who has heard it has heard all.</summary>
    bool IsWhole { get; }

    /// <summary>Number behind the newest segment, at the beginning; null where there are none.</summary>
    long? Newest => null;

    /// <summary>Number of the first segment that was not heard, at the end.</summary>
    long? Next => null;

    /// <summary>Why it ended, once a read gave 0; null where nobody says.</summary>
    string? Complaint { get; }

    /// <inheritdoc cref="IMediaReader.Notices"/>
    IEnumerable<AudioNotice> Notices { get; }

    /// <summary>int16, 16 kHz, mono, as fast as it comes.</summary>
    /// <returns>The samples read; 0 at the end.</returns>
    ValueTask<int> ReadAsync(Memory<short> samples, CancellationToken cancellationToken);
}
