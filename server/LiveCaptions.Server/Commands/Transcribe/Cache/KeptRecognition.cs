using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Commands.Transcribe.Cache;

/// <summary>Recognises files, unless the same was recognised before: then not even the engine is loaded.</summary>
/// <param name="cache">Null keeps nothing and knows nothing.</param>
/// <param name="options">What engine is asked for.</param>
internal sealed class KeptRecognition(
    EngineOnDemand engines, TranscribeRequest request, SpeechEngineOptions options,
    TranscriptCache? cache, TimeProvider time, TextWriter error)
{
    private readonly CacheKeys _keys = new(request, options);

    /// <param name="name">What its captions are called.</param>
    /// <param name="progress">Gets seconds done, and seconds in all where known.</param>
    /// <exception cref="MediaReadException">The input holds no readable audio, or is to be split and is no stereo.</exception>
    public async Task<HeardFile> HearAsync(
        string path, string name, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        // Finals that are known before their audio is played would be no gain, and those of live streams are cut otherwise.
        var mark = cache is null || request.RealTime ? null : await RecordingMark.OfAsync(path, cancellationToken);
        if (mark is null)
        {
            return await RecogniseAsync(path, name, [.. Tracks.Select(_ => (FinalsJournal?)null)], progress, cancellationToken);
        }

        var key = await _keys.OfAsync(mark, cancellationToken);
        return await FindAsync(key, cancellationToken) ?? await RecogniseAsync(mark, key, name, progress, cancellationToken);
    }

    private IEnumerable<int> Tracks => Enumerable.Range(0, request.ChannelNames?.Count ?? 1);

    /// <summary>What another engine made, on a machine that was busy, is of no use where the best can be had.</summary>
    private async Task<HeardFile?> FindAsync(CacheKey key, CancellationToken cancellationToken) =>
        cache!.Find(key) is { } kept && (kept.Engine == options.Catalog.NameOf(options.Engine)
            || kept.Engine == (await engines.GetAsync(cancellationToken)).Engine.Recognizer.Name)
            ? kept
            : null;

    private async Task<HeardFile> RecogniseAsync(
        RecordingMark mark, CacheKey key, string name,
        IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        var engine = (await engines.GetAsync(cancellationToken)).Engine.Recognizer.Name;
        FinalsJournal?[] journals = [.. Tracks.Select(track => cache!.TryOpenJournal(key, track, engine))];
        try
        {
            var heard = await RecogniseAsync(mark.Path, name, journals, progress, cancellationToken);
            if (heard.IsWhole && mark.Holds())
            {
                cache!.Keep(key, heard);
            }

            Array.ForEach(journals, journal => journal?.Remove());
            return heard;
        }
        catch (MediaReadException)
        {
            Array.ForEach(journals, journal => journal?.Remove());
            throw;
        }
        finally
        {
            Array.ForEach(journals, journal => journal?.Dispose());
        }
    }

    private async Task<HeardFile> RecogniseAsync(
        string path, string name, IReadOnlyList<FinalsJournal?> journals,
        IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        var (engine, language) = await engines.GetAsync(cancellationToken);
        return await new FileTranscriber(engine, request with { Language = language }, time, error)
            .HearAsync(path, name, journals, progress, cancellationToken);
    }
}
