using BenchmarkDotNet.Running;
using LiveCaptions.Benchmarks;

// dotnet run -c Release --project tests/LiveCaptions.Benchmarks -- --filter '*Srtp*'
BenchmarkSwitcher.FromAssembly(typeof(SrtpBenchmarks).Assembly).Run(args);
