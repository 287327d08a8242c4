namespace LiveCaptions.Server.Api;

/// <summary>Ids of two speakers that are one.</summary>
/// <param name="From">Who is nobody of their own any more.</param>
/// <param name="Into">Whose their words are then.</param>
public sealed record MergeSpeakersRequest(string? From, string? Into);
