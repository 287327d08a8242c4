namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A stretch of a recording.</summary>
/// <param name="Hertz">The tone; 0 for silence.</param>
/// <param name="Start">In seconds.</param>
internal sealed record RecordedRun(int Hertz, double Start, double End)
{
    public double Seconds => End - Start;
}
