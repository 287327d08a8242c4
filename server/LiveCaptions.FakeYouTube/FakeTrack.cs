namespace LiveCaptions.FakeYouTube;

/// <summary>A caption track as it is there now.</summary>
/// <param name="Content">The file that was uploaded.</param>
/// <param name="Writes">How often its content was stored: 1 behind the insert.</param>
public sealed record FakeTrack(
    string Id, string VideoId, string Language, string Name, bool IsDraft, byte[] Content, DateTimeOffset LastUpdated, int Writes)
{
    /// <summary>By YouTube's words: <c>serving</c>, or <c>failed</c> where the file is no captions.</summary>
    public string Status { get; init; } = "serving";
}
