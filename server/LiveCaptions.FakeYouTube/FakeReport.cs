namespace LiveCaptions.FakeYouTube;

/// <summary>A day's report that was made.</summary>
/// <param name="Day">From midnight to midnight in California.</param>
/// <param name="Csv">With its head.</param>
internal sealed record FakeReport(string Id, string JobId, DateOnly Day, DateTimeOffset MadeAt, string Csv);
