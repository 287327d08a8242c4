using System.Runtime.InteropServices;

namespace LiveCaptions.Bench;

/// <summary>What figures were measured on.</summary>
/// <param name="Memory">Bytes that this process may use.</param>
public sealed record MachineInfo(string Cpu, int Cores, long Memory, string Os, string Dotnet)
{
    private const string CpuFile = "/proc/cpuinfo";

    public static MachineInfo Read() => new(
        CpuName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    private static string CpuName()
    {
        var line = File.Exists(CpuFile)
            ? File.ReadLines(CpuFile).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
