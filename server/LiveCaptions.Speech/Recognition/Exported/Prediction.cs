namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>What a transducer's decoder makes of the tokens so far. Stays as it is.</summary>
/// <param name="Output">For the joiner.</param>
/// <param name="Context">The last tokens, of a decoder that looks at no others.</param>
/// <param name="States">What a decoder with a memory remembers.</param>
internal sealed record Prediction(float[] Output, long[] Context, IReadOnlyList<float[]> States);
