namespace LiveCaptions.Server.Api;

/// <summary>How loud a sound is, in stretches of the same length. Times in seconds.</summary>
/// <param name="Peaks">The loudest of each stretch, 0 to 1.</param>
public sealed record PeaksView(double From, double To, IReadOnlyList<double> Peaks);
