using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;

namespace LiveCaptions.Server.Import;

/// <summary>A file's audio for its tracks: mixed for one, or the channels of stereo for two, in step.</summary>
internal sealed class ImportAudio : IAsyncDisposable
{
    private const int BlockLength = 8192;

    private readonly IReadOnlyList<IMediaReader> _readers;
    private readonly short[][] _samples;

    private ImportAudio(IReadOnlyList<IMediaReader> readers)
    {
        _readers = readers;
        _samples = [.. readers.Select(_ => new short[BlockLength])];
    }

    /// <inheritdoc cref="IMediaReader.Duration"/>
    public TimeSpan? Duration => _readers[0].Duration;

    /// <inheritdoc cref="IMediaReader.Notices"/>
    public IEnumerable<AudioNotice> Notices => _readers.SelectMany(reader => reader.Notices).DistinctBy(notice => notice.Code);

    /// <exception cref="MediaReadException">It cannot be read, or is to be split and is no stereo.</exception>
    public static async Task<ImportAudio> OpenAsync(
        string file, MediaChoice choice, bool split, TimeProvider time, CancellationToken cancellationToken) =>
        new(await MediaFile.OpenTracksAsync(file, choice, split, time, cancellationToken));

    /// <summary>Reads the next samples of all tracks, of each as many; 0 means the end.</summary>
    /// <exception cref="MediaReadException">The rest cannot be read.</exception>
    public async ValueTask<int> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await _readers[0].ReadAsync(_samples[0], cancellationToken);
        for (var track = 1; track < _readers.Count; track++)
        {
            var samples = _samples[track].AsMemory(0, read);
            while (!samples.IsEmpty && await _readers[track].ReadAsync(samples, cancellationToken) is > 0 and var more)
            {
                samples = samples[more..];
            }

            samples.Span.Clear();
        }

        return read;
    }

    /// <summary>What was read last.</summary>
    /// <returns>Of each track.</returns>
    public IReadOnlyList<ReadOnlyMemory<short>> Samples(Range range) =>
        Array.ConvertAll(_samples, samples => (ReadOnlyMemory<short>)samples.AsMemory(range));

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers)
        {
            await reader.DisposeAsync();
        }
    }
}
