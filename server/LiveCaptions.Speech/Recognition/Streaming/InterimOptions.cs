namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>When open speech is decoded for a look. Durations in seconds.</summary>
public sealed record InterimOptions
{
    /// <summary>New speech between two decodes.</summary>
    public double Step { get; init; } = 0.5;

    /// <summary>No decode before this much speech: on less the model guesses.</summary>
    public double FirstDecode { get; init; } = 0.5;

    /// <summary>A pipeline this far behind its source makes no interims until it has caught up.</summary>
    public double MaxBacklog { get; init; } = 1;

    /// <summary>How long an interim may wait while the decodes of other streams go first.</summary>
    public double Slack { get; init; } = 0.3;

    /// <summary>Streams per decode at once that are served at full pace; the more there are, the rarer the looks.</summary>
    public double FullPace { get; init; } = 1.5;

    internal double StepAmong(int streams, int concurrency) => Step * Math.Max(1, streams / (FullPace * concurrency));
}
