using BenchmarkDotNet.Running;
using LiveCaptions.Benchmarks;
using LiveCaptions.Benchmarks.Chromium;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Models;

// dotnet run -c Release --project tests/LiveCaptions.Benchmarks -- chromium --json FILE     a real browser publishes; see docs/results
// dotnet run -c Release --project tests/LiveCaptions.Benchmarks -- --filter '*Srtp*'        BenchmarkDotNet
if (args is ["chromium", ..])
{
    return await CommandRun.RunAsync(
        ChromiumCommand.Create(FetchedEngine.LoadAsync, TimeProvider.System), args[1..], Console.Out, Console.Error);
}

BenchmarkSwitcher.FromAssembly(typeof(SrtpBenchmarks).Assembly).Run(args);
return ExitCodes.Done;
