using System.Diagnostics;

namespace LiveCaptions.Bench.Ingest;

/// <summary>What this process holds at a moment.</summary>
/// <param name="Memory">Resident, in MiB.</param>
public sealed record ProcessState(int Threads, double Memory)
{
    /// <summary>As it is, garbage included.</summary>
    public static ProcessState Now()
    {
        using var process = Process.GetCurrentProcess();
        return new ProcessState(process.Threads.Count, Math.Round(process.WorkingSet64 / 1024.0 / 1024, 1));
    }

    /// <summary>When all memory that can be given back was given back.</summary>
    public static ProcessState Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Now();
    }

    /// <returns>The most of both.</returns>
    public static ProcessState Max(ProcessState left, ProcessState right) =>
        new(Math.Max(left.Threads, right.Threads), Math.Max(left.Memory, right.Memory));
}
