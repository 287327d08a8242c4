namespace LiveCaptions.Speech.Recognition;

/// <summary>What the loaded engine can do on this machine, measured at start.</summary>
/// <param name="ExecutionProvider">The ONNX Runtime execution provider really used: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="RealTimeFactor">Compute seconds per audio second of decoding each utterance once, by itself; batches take less.</param>
/// <param name="MaxStreams">Live streams this machine holds with finals in time, and the interims that leaves
/// room for: admission limit.</param>
public sealed record EngineCapacity(string ExecutionProvider, double RealTimeFactor, int MaxStreams);
