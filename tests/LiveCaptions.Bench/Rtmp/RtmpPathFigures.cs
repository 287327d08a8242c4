namespace LiveCaptions.Bench.Rtmp;

/// <summary>The same programme by one way. Times in seconds.</summary>
/// <param name="Recorded">From when the last sample of 20 ms was spoken until they were recorded.</param>
/// <param name="FirstShown">From an utterance's first word to the first thing shown of it.</param>
/// <param name="WorstSendDelay">How late the publisher was at most; it is in the other figures.</param>
public sealed record RtmpPathFigures(
    string Path, WordErrorRate Wer, int WordsUnlikeTranscribe, Distribution? Recorded,
    Distribution? StableWord, Distribution? FirstShown, double WorstSendDelay);
