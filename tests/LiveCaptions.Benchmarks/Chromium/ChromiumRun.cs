namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>A file that was published by the page.</summary>
/// <param name="Text">The finals.</param>
/// <param name="LostAudio">Seconds.</param>
/// <param name="Delays">By the file's sample: seconds until it was recorded.</param>
internal sealed record ChromiumRun(string Text, double LostAudio, IReadOnlyDictionary<int, double> Delays);
