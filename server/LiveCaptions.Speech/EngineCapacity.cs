namespace LiveCaptions.Speech;

/// <summary>What the loaded engine can do on this machine, measured at start.</summary>
/// <param name="ExecutionProvider">The ONNX Runtime execution provider really used: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="RealTimeFactor">Compute seconds per audio second for finals alone.</param>
/// <param name="MaxStreams">Live streams this machine holds with interims at full pace: the admission limit.</param>
public sealed record EngineCapacity(string ExecutionProvider, double RealTimeFactor, int MaxStreams);
