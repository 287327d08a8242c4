namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>A caption file that is to be a video's track.</summary>
/// <param name="Language">BCP 47.</param>
/// <param name="Name">Of the track; empty is usual.</param>
/// <param name="File">What is sent: WebVTT or SubRip.</param>
public sealed record UploadOrder(string VideoId, string Language, string Name, bool IsDraft, byte[] File)
{
    /// <summary>Of what a track has in it then.</summary>
    public string Hash => $"{(IsDraft ? "draft " : "")}{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File))}";
}
