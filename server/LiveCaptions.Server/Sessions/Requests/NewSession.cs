using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>From what somebody asks for to a session as it is stored first.</summary>
public static class NewSession
{
    /// <param name="source">What an import is made of; null for a session that somebody publishes.</param>
    public static SessionRow Create(
        string id, CreateSessionRequest request, EnginePool pool, string streamKey,
        DateTimeOffset now, SessionOptions options, ImportSource? source = null)
    {
        var engines = EngineRules.Cleaned(request, pool);
        var settings = new SessionSettings
        {
            Engines = engines,
            Ensemble = EnsembleRules.Cleaned(request.Ensemble, pool),
            Diarization = request.Diarization,
            Emotion = request.Emotion,
            Sounds = request.Sounds,
            MaxSpeakers = request.MaxSpeakers,
            ExpectedSpeakers = request.ExpectedSpeakers,
            Profiles = request.Profiles,
            Formatting = request.Formatting?.Cleaned(),
            Upload = request.Upload is { } upload ? upload with { VideoId = YouTubeVideoId.Find(upload.VideoId) } : null,
            Languages = LanguageRules.Cleaned(request.Languages),
            Targets = request.Targets is { Count: > 0 } targets
                ? [.. targets.Select(LanguageTag.Normal).Distinct(StringComparer.Ordinal)]
                : null,
            Keyterms = SessionSettings.Cleaned(request.Keyterms),
            MaxDelay = request.MaxDelay ?? (source is { Live: false } ? null : options.MaxDelaySeconds),
        };
        return new SessionRow
        {
            Id = id,
            Title = TitleOf(request.Title) ?? source?.Title,
            Language = request.AskedLanguage,
            Engine = pool.Wanted(engines, request.AskedLanguage).Name,
            Settings = settings.ToJson(),
            IsPublic = request.Public ?? false,
            StreamKeyHash = StreamKey.Hash(streamKey),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Import = source?.ToJson(),
        };
    }

    /// <returns>Null for a title that says nothing.</returns>
    public static string? TitleOf(string? asked) => CaptionText.Clean(asked ?? "") is { Length: > 0 } title ? title : null;
}
