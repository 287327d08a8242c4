namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>When the open utterance is decoded for an interim. Durations in seconds.</summary>
public sealed record InterimOptions
{
    /// <summary>New speech between two decodes.</summary>
    public double Step { get; init; } = 0.5;

    /// <summary>No decode before this much speech: on less the model guesses.</summary>
    public double FirstDecode { get; init; } = 0.5;

    /// <summary>Beyond this length the step is half as long again, as each decode costs more.</summary>
    public double LongUtterance { get; init; } = 4;

    /// <summary>Beyond this length the step is double.</summary>
    public double VeryLongUtterance { get; init; } = 8;

    /// <summary>A pipeline this far behind its source makes no interims until it has caught up.</summary>
    public double MaxBacklog { get; init; } = 1;

    /// <summary>How long an interim may wait while the finals of other streams go first.</summary>
    public double Slack { get; init; } = 0.3;

    internal double StepAfter(double utteranceSeconds) =>
        utteranceSeconds > VeryLongUtterance ? 2 * Step : utteranceSeconds > LongUtterance ? 1.5 * Step : Step;
}
