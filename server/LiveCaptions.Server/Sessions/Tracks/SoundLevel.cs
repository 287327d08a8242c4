namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>How loud a track is: of the last three seconds, in decibels below full scale (dBFS); silence is -100.</summary>
/// <param name="Track">Number of the track.</param>
/// <param name="Rms">Root of the mean square: speech is between -35 and -15.</param>
/// <param name="Peak">The loudest sample.</param>
public sealed record SoundLevel(int Track, double Rms, double Peak)
{
    private const double FullScale = 32_768;
    private const double Silence = -100;

    /// <param name="value">Of a sample, full scale being 32,768.</param>
    internal static double Decibels(double value) =>
        value > 0 ? Math.Max(Silence, Math.Round(20 * Math.Log10(value / FullScale), 1)) : Silence;
}
