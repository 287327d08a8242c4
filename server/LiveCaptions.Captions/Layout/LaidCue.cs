namespace LiveCaptions.Captions.Layout;

/// <summary>A cue in its lane, with what is needed to bring lanes together. Times in milliseconds.</summary>
/// <param name="SpeechStart">Of its first word.</param>
/// <param name="SpeechEnd">Of its last word.</param>
/// <param name="Columns">All that is shown.</param>
internal sealed record LaidCue(PublishedCue Cue, long SpeechStart, long SpeechEnd, int Columns);
