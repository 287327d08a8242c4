using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>An upload as everybody outside sees it.</summary>
public sealed record UploadView
{
    public required string Id { get; init; }

    public required string VideoId { get; init; }

    public required string Language { get; init; }

    public required string Name { get; init; }

    public required bool Draft { get; init; }

    /// <summary>As it was asked for; absent where one only is connected.</summary>
    public string? Channel { get; init; }

    public string? SessionId { get; init; }

    /// <summary>Name of the file; absent for a session.</summary>
    public string? File { get; init; }

    public required int Priority { get; init; }

    /// <summary>Seconds that are added to the captions' times; absent until it is known.</summary>
    public double? Offset { get; init; }

    /// <summary><c>waiting</c>, <c>uploading</c>, <c>done</c>, <c>parked</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>What is the matter with it, in one line.</summary>
    public string? Error { get; init; }

    public required int Attempts { get; init; }

    /// <summary>When it goes as things stand: now, after a failure, or behind the reset of the quota; absent where it does not.</summary>
    public DateTimeOffset? GoesAt { get; init; }

    /// <summary>YouTube's id of the track, once it is known.</summary>
    public string? CaptionId { get; init; }

    /// <summary>Units of quota that it cost.</summary>
    public required int Units { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public static UploadView Of(UploadRow row, DateTimeOffset? goesAt) => new()
    {
        Id = row.Id,
        VideoId = row.VideoId,
        Language = row.Language,
        Name = row.Name,
        Draft = row.IsDraft,
        Channel = row.ChannelId,
        SessionId = row.SessionId,
        File = row.FileName,
        Priority = row.Priority,
        Offset = row.Offset,
        State = row.State.ToString().ToLowerInvariant(),
        Error = row.Error,
        Attempts = row.Attempts,
        GoesAt = goesAt,
        CaptionId = row.CaptionId,
        Units = row.Units,
        CreatedAt = row.CreatedAt,
        FinishedAt = row.FinishedAt,
    };
}
