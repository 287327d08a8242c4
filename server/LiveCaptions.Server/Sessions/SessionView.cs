using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>A session as everybody outside sees it. Instants in UTC, times in seconds.</summary>
public record SessionView
{
    public required string Id { get; init; }

    public string? Title { get; init; }

    public required SessionState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Instant of the first sample.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended: <c>publisherClosed</c>, <c>graceExpired</c>, <c>finishRequested</c>, …</summary>
    public string? EndReason { get; init; }

    /// <summary>How far its transcript for publishing is; only once it has ended.</summary>
    public PublishingState? Publishing { get; init; }

    /// <summary>When a person said that all of its transcript is right.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }

    /// <summary>What went wrong, or what an import is doing, in one line.</summary>
    public string? Message { get; init; }

    /// <summary>When its recording is deleted; absent where nobody has said how long it is kept, and once it is gone.</summary>
    public DateTimeOffset? RecordingExpiresAt { get; init; }

    /// <summary>When its recording was deleted, so that there is no sound any more; absent while it is kept.</summary>
    public DateTimeOffset? RecordingDeletedAt { get; init; }

    /// <summary>When the vectors of its voices are deleted; absent as with recordings.</summary>
    public DateTimeOffset? VoicesExpireAt { get; init; }

    /// <summary>When they were deleted, so that no voice profile can be made of it any more.</summary>
    public DateTimeOffset? VoicesDeletedAt { get; init; }

    /// <summary>When all of it is deleted; absent where nobody has said how long it is kept.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>File or address that it is made of; absent where somebody publishes.</summary>
    public string? Source { get; init; }

    /// <summary>True where the server pulls a live stream from <see cref="Source"/>; else absent.</summary>
    public bool? Live { get; init; }

    /// <summary>As the page of an imported address has them.</summary>
    public IReadOnlyList<MediaChapter>? Chapters { get; init; }

    /// <summary>Languages that an imported address has captions in already.</summary>
    public IReadOnlyList<string>? ExistingCaptions { get; init; }

    /// <summary>How far an import is, 0 to 1, where the length is known.</summary>
    public double? Progress { get; init; }

    /// <summary>Seconds of audio so far.</summary>
    public required double Duration { get; init; }

    public string? Language { get; init; }

    /// <summary>Languages that may be spoken, the likeliest first; absent where nobody said so.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Languages that it is translated into.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Name of the engine that hears it; of a session that has ended, of the last one.</summary>
    public required string Engine { get; init; }

    /// <summary>Engines that may hear it, the most wanted first; absent where nobody asked for some.</summary>
    public IReadOnlyList<string>? Engines { get; init; }

    /// <summary>Engines that vote on its transcript for publishing; absent where nobody asked for some, or for none.</summary>
    public IReadOnlyList<string>? Ensemble { get; init; }

    /// <summary>Why that engine hears it now, in a sentence; only while it is live.</summary>
    public string? EngineWhy { get; init; }

    public required bool Public { get; init; }

    public bool? Diarization { get; init; }

    public bool? Emotion { get; init; }

    /// <summary>Whether music is told, too: <c>[music]</c>.</summary>
    public bool? Sounds { get; init; }

    public int? MaxSpeakers { get; init; }

    /// <summary>Speakers there are in the end, if as many voices can be told apart.</summary>
    public int? ExpectedSpeakers { get; init; }

    /// <summary>Whether speakers get their names from voice profiles.</summary>
    public bool? Profiles { get; init; }

    public IReadOnlyList<string>? Keyterms { get; init; }

    /// <summary>
    /// Seconds after which a word that was said live becomes final at the latest, as far as the machine keeps up; absent of imported files.
    /// </summary>
    public double? MaxDelay { get; init; }

    /// <summary>How words are written; without the words that are redacted.</summary>
    public FormattingSettings? Formatting { get; init; }

    public required IReadOnlyList<SessionSpeaker> Speakers { get; init; }

    /// <summary>Finals so far.</summary>
    public required int CueCount { get; init; }

    /// <summary>Seconds of audio that a transport lost.</summary>
    public required double LostAudio { get; init; }

    /// <summary>What was dropped, cut, guessed or repaired on the sound's way; absent where nothing was.</summary>
    public IReadOnlyList<SessionNotice>? Notices { get; init; }

    /// <summary>Places that people marked, in order of time; absent where there are none.</summary>
    public IReadOnlyList<Mark>? Marks { get; init; }

    /// <summary>How loud each track is that somebody publishes; only while live.</summary>
    public IReadOnlyList<SoundLevel>? Levels { get; init; }

    /// <summary>Seconds that recognition is behind the audio; only while live or finishing.</summary>
    public double? Lag { get; init; }

    /// <summary>True where a chat endpoint is set up, so that its transcript can be asked; only in the answer of one session.</summary>
    public bool? Asks { get; init; }

    /// <summary>The transcript that exports take.</summary>
    internal CaptionVersion Published => (Publishing ?? PublishingState.Off).Published();

    /// <summary>Of a session that nobody publishes now.</summary>
    public static SessionView From(SessionRow row, int cueCount) =>
        From(row, [.. row.Speakers.Select(s => s.ToSpeaker())], cueCount, row.Samples);

    /// <param name="samples">Its length.</param>
    /// <param name="lag">Samples that recognition is behind; null where it is not live.</param>
    public static SessionView From(SessionRow row, IReadOnlyList<KnownSpeaker> speakers, int cueCount, long samples, long? lag = null)
    {
        var settings = SessionSettings.FromJson(row.Settings);
        var source = ImportSource.FromJson(row.Import);
        return new SessionView
        {
            Id = row.Id,
            Title = row.Title,
            State = row.State,
            CreatedAt = row.CreatedAt,
            StartedAt = row.StartedAt,
            EndedAt = row.EndedAt,
            EndReason = row.EndReason is { } reason ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : null,
            Publishing = row.State.IsOver() ? row.Publishing : null,
            CorrectedAt = row.CorrectedAt,
            Message = row.EndMessage,
            RecordingDeletedAt = row.RecordingDeletedAt,
            VoicesDeletedAt = row.VoicesDeletedAt,
            Source = source?.Shown,
            Live = source is { Live: true } ? true : null,
            Chapters = source?.Chapters,
            ExistingCaptions = source?.Captions,
            Duration = Seconds(samples),
            Language = row.Language,
            Languages = settings.Languages,
            Targets = settings.Targets,
            Engine = row.Engine,
            Engines = settings.Engines,
            Ensemble = settings.Ensemble,
            Public = row.IsPublic,
            Diarization = settings.Diarization,
            Emotion = settings.Emotion,
            Sounds = settings.Sounds,
            MaxSpeakers = settings.MaxSpeakers,
            ExpectedSpeakers = settings.ExpectedSpeakers,
            Profiles = settings.Profiles,
            Keyterms = settings.Keyterms,
            MaxDelay = settings.MaxDelay,
            Formatting = settings.Formatting?.Shown,
            Speakers = [.. speakers.Select(s => new SessionSpeaker(s.Id, s.Label, s.Confidence))],
            CueCount = cueCount,
            LostAudio = Seconds(row.LostSamples),
            Notices = SessionNotices.FromJson(row.Notices).Shown,
            Marks = SessionMarks.FromJson(row.Marks).Shown,
            Lag = lag is { } behind ? Seconds(behind) : null,
        };
    }

    /// <summary>As viewers are told of it.</summary>
    internal LiveMessage ToMessage(long seq) => LiveMessage.OfSession(Id, this, seq, State.IsOver());

    /// <summary>With the instants when what is kept of it is deleted.</summary>
    internal SessionView Expiring(RetentionOptions retention) => this with
    {
        RecordingExpiresAt = RecordingDeletedAt is null ? retention.RecordingExpiry(EndedAt) : null,
        VoicesExpireAt = VoicesDeletedAt is null ? retention.VoiceExpiry(EndedAt) : null,
        ExpiresAt = retention.SessionExpiry(EndedAt),
    };

    private static double Seconds(long samples) => Math.Round(AudioFormat.ToSeconds(samples), 3);
}
