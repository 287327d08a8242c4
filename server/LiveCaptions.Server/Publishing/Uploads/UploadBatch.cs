namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>Many uploads at once.</summary>
public sealed record UploadBatch
{
    public IReadOnlyList<UploadRequest>? Uploads { get; init; }
}
