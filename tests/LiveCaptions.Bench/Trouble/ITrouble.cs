namespace LiveCaptions.Bench.Trouble;

/// <summary>Something that fails for a while.</summary>
internal interface ITrouble
{
    string Name { get; }

    TimeSpan Length { get; }

    /// <summary>Fails for its length, and works again when this completes.</summary>
    Task RunAsync(BenchServer server, TimeProvider time, CancellationToken cancellationToken);
}
