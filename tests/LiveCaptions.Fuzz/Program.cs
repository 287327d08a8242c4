using System.Runtime.InteropServices;
using LiveCaptions.Fuzz;
using SharpFuzz;
using SharpFuzz.Common;

// scripts/fuzz.sh [MINUTES] [TARGET…]                            instruments our assemblies and fuzzes the targets
// dotnet run --project tests/LiveCaptions.Fuzz                   lists them
// dotnet run --project tests/LiveCaptions.Fuzz -- TARGET FILE…   replays inputs
unsafe
{
    // Instrumented code counts edges in here. The fuzzer gives it a map of its own, but after the targets'
    // static fields have run such code.
    Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(1 << 16);
}

if (args.Length == 0)
{
    Console.WriteLine(string.Join('\n', FuzzTargets.All.Keys));
    return 0;
}

if (!FuzzTargets.All.TryGetValue(args[0], out var target))
{
    Console.Error.WriteLine($"Name a target: {string.Join(", ", FuzzTargets.All.Keys)}");
    return 2;
}

if (args.Length == 1)
{
    // In a process of its own, so that a stack overflow, a fault in native code or a hang is a finding and not the end.
    Fuzzer.OutOfProcess.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        target(input.ToArray());
    });
    return 0;
}

foreach (var file in args[1..])
{
    target(File.ReadAllBytes(file));
}

return 0;
