namespace LiveCaptions.Bench.Ingest;

/// <summary>What was understood by one way.</summary>
/// <param name="WordsUnlikeTranscribe">Words that differ from those of transcribe of the audio before it was encoded.</param>
public sealed record WordsPathFigures(string Path, WordErrorRate Wer, int WordsUnlikeTranscribe);
