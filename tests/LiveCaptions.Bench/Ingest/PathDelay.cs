namespace LiveCaptions.Bench.Ingest;

/// <summary>What one way into the server was like.</summary>
/// <param name="Delay">Seconds from when the last sample of 20 ms was spoken until they were recorded, lost ones in their place.</param>
/// <param name="LostAudio">Seconds that nothing restored.</param>
/// <param name="WorstSendDelay">Seconds that the publisher was late at most; they are in <paramref name="Delay"/>.</param>
public sealed record PathDelay(string Path, Distribution? Delay, double LostAudio, double WorstSendDelay);
