namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Many uploads at once: named one by one, or all sessions of a filter.</summary>
public sealed record UploadBatch
{
    public IReadOnlyList<UploadRequest>? Uploads { get; init; }

    /// <summary>In the place of <see cref="Uploads"/>.</summary>
    public UploadFilter? Sessions { get; init; }
}
