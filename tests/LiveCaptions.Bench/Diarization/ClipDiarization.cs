namespace LiveCaptions.Bench.Diarization;

/// <summary>One recording: speakers there are and speakers found, and the error rate when it is finished.</summary>
public sealed record ClipDiarization(string Id, double Der, int Speakers, int Found);
