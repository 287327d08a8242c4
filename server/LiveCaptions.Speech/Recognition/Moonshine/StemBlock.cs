namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>A whole block of a stem's features.</summary>
/// <param name="Features">Per frame.</param>
/// <param name="Sums">Per frame of the first convolution.</param>
/// <param name="Squares">Per frame of the first convolution.</param>
internal sealed record StemBlock(float[] Features, float[] Sums, float[] Squares);
