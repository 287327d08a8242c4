using LiveCaptions.Fuzz;
using SharpFuzz;

// dotnet run --project tests/LiveCaptions.Fuzz -- TARGET FILE…   replays inputs
// afl-fuzz … dotnet LiveCaptions.Fuzz.dll TARGET                 fuzzes, after `sharpfuzz LiveCaptions.Server.dll`
if (args.Length == 0 || !FuzzTargets.All.TryGetValue(args[0], out var target))
{
    Console.Error.WriteLine($"Name a target: {string.Join(", ", FuzzTargets.All.Keys)}");
    return 2;
}

if (args.Length == 1)
{
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
