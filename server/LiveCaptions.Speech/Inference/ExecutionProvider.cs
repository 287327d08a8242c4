using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Inference;

/// <summary>Where graphs run: <c>cpu</c>, or <c>cuda</c> in builds with the GPU package.</summary>
internal sealed class ExecutionProvider
{
    private const string Cuda = "CUDAExecutionProvider";
    private const string Driver = "libcuda.so.1";

    private ExecutionProvider(string name) => Name = name;

    public string Name { get; }

    /// <param name="requested"><c>auto</c> (cuda where it works), <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="ArgumentException">There is no such provider.</exception>
    /// <exception cref="NotSupportedException">cuda was asked for and this build or machine has none.</exception>
    public static ExecutionProvider Choose(string requested)
    {
        var available = OrtEnv.Instance().GetAvailableProviders().Contains(Cuda, StringComparer.Ordinal) && CudaWorks();
        return requested switch
        {
            "cpu" => new ExecutionProvider("cpu"),
            "auto" => new ExecutionProvider(available ? "cuda" : "cpu"),
            "cuda" => available ? new ExecutionProvider("cuda") : throw new NotSupportedException(
                "Execution provider 'cuda' does not work here: it needs a build with -p:Gpu=true, an NVIDIA driver and CUDA. "
                + "Use --provider auto or cpu."),
            _ => throw new ArgumentException($"Unknown execution provider '{requested}'. Use auto, cpu or cuda.", nameof(requested)),
        };
    }

    /// <summary>
    /// One thread per run: many streams share the cores, and spinning between their runs would cost half as much again.
    /// What a run makes and drops comes from an arena, which never shrinks. Weights do not: it would keep the room of those
    /// that were packed anew (decision 30).
    /// </summary>
    public SessionOptions CreateOptions()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        if (Name == "cuda")
        {
            options.AppendExecutionProvider_CUDA();
        }

        return options;
    }

    private static bool CudaWorks()
    {
        // Without a driver there is no question; where there is one, ONNX Runtime says on stderr which of its libraries are missing.
        if (!NativeLibrary.TryLoad(Driver, out var driver))
        {
            return false;
        }

        NativeLibrary.Free(driver);
        try
        {
            using var options = new SessionOptions();
            options.AppendExecutionProvider_CUDA();
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
    }
}
