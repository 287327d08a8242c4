using System.Runtime.InteropServices;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// Processor time that the calling thread has taken so far; what a bench's own thread takes can be told from what it measures.
/// </summary>
internal static partial class ThreadCpu
{
    // CLOCK_THREAD_CPUTIME_ID of Linux and of macOS.
    private static readonly int Clock = OperatingSystem.IsMacOS() ? 16 : 3;

    /// <exception cref="PlatformNotSupportedException">The system has no such clock.</exception>
    public static TimeSpan Now => !OperatingSystem.IsWindows() && GetTime(Clock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : throw new PlatformNotSupportedException("The processor time of a thread can only be had on Linux and macOS.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
