using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Inference;

/// <summary>Memory that nobody uses and the process keeps all the same.</summary>
internal static partial class SpareMemory
{
    /// <summary>
    /// Gives back what loading a model leaves: files, edited graphs and what ONNX Runtime made of them, several times the weights. The
    /// garbage collector would keep it until it needs the room. Stops all threads for some hundredths of a second, so it is for when
    /// something was loaded.
    /// </summary>
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        TrimHeaps();
    }

    private static void TrimHeaps()
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _ = Trim(0);
            }
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Only glibc has it; other C libraries do not need it.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nint keep);
}
