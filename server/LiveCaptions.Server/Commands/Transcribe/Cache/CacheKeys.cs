using System.Globalization;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Commands.Transcribe.Cache;

/// <summary>The keys of one call's recordings: they are known before the engine is loaded.</summary>
internal sealed class CacheKeys(TranscribeRequest request, SpeechEngineOptions engine)
{
    private const int Version = 1;

    private readonly string? _redaction = request.RedactsWords ? CacheKey.HashOf(request.Formatting) : null;
    private readonly Lock _lock = new();
    private Task<string>? _models;

    public async Task<CacheKey> OfAsync(RecordingMark recording, CancellationToken cancellationToken) => new(
        Version,
        Builds(),
        recording.Sha256,
        Path.GetExtension(recording.Path).ToLowerInvariant(),
        engine.Engine,
        engine.ExecutionProvider,
        await ModelsAsync(cancellationToken),
        request.Quality,
        request.Language,
        request.Diarization,
        request.Speakers,
        request.Emotion,
        request.Sounds,
        request.Track,
        request.ChannelNames is not null,
        _redaction,
        request.Keyterms.Count > 0 ? CacheKey.HashOf(request.Keyterms) : null,
        request.Languages.Count > 0 ? string.Join(',', request.Languages) : null);

    /// <summary>Many megabytes are read for it: once.</summary>
    private Task<string> ModelsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _models ??= ModelFingerprint.OfAsync(engine, cancellationToken);
        }
    }

    private static string Builds() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ModelFingerprint.Build} {typeof(IMediaReader).Module.ModuleVersionId} {Ffmpeg()}");

    /// <summary>Asked for its version, it would cost more than all else here.</summary>
    private static string Ffmpeg() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => new FileInfo(Path.Combine(folder, "ffmpeg")))
        .Where(file => file.Exists)
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}"))
        .FirstOrDefault() ?? "none";
}
