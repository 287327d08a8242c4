namespace LiveCaptions.Server.Storage;

/// <summary>A chapter as the medium's page has it.</summary>
/// <param name="Start">In seconds.</param>
public sealed record MediaChapter(double Start, string Title);
