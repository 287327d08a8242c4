namespace LiveCaptions.Bench;

/// <summary>What loading the models took, with trying them out; told apart from the work.</summary>
public sealed record LoadFigures(double Seconds, double CpuSeconds)
{
    public static LoadFigures Of(CpuUse use) => new(use.Elapsed, use.CpuSeconds);
}
