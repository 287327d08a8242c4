namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>How speech that is waited for is heard: through a window that slides over it. Durations in seconds.</summary>
public sealed record LiveOptions
{
    private const double DecodeTime = 0.3;
    private const double LeastContext = 0.2;
    private const double MostContext = 2.5;
    private const double DefaultDelay = 3;

    /// <summary>
    /// Where speech begins and pauses. Of the lengths of utterances only <see cref="EndpointOptions.LongestPause"/>
    /// counts: it closes the window.
    /// </summary>
    public EndpointOptions Endpoint { get; init; } = new() { Pause = 0.288, LongestPause = 1 };

    /// <summary>Silence after which what was said becomes final, whether or not it is a sentence.</summary>
    public double Rest { get; init; } = 0.512;

    /// <summary>A window of this length moves on.</summary>
    public double Window { get; init; } = 9;

    /// <summary>
    /// Sound before the first word that is not final yet which a window that moves on keeps, at least:
    /// what helps to understand what follows.
    /// </summary>
    public double LeftContext { get; init; } = 4.5;

    /// <summary>A window for looks of this length moves on: they are many, and cost by its length.</summary>
    public double LookWindow { get; init; } = 5;

    /// <summary>Sound before the first word that is not final yet which a window for looks keeps, at least.</summary>
    public double LookContext { get; init; } = 1;

    /// <summary>New speech between two decodes whose words become final.</summary>
    public double Step { get; init; } = 1.5;

    /// <summary>Sound behind a word that two decodes agree on before it becomes final.</summary>
    public double AgreedContext { get; init; } = 0.6;

    /// <summary>Sound behind a word that the decoder is sure of before it becomes final.</summary>
    public double SureContext { get; init; } = 0.8;

    /// <summary>Sound behind any other word before it becomes final.</summary>
    public double RightContext { get; init; } = 1.2;

    /// <summary>
    /// The same where words become final so long after they were said at the latest: with less to know, and in shorter steps.
    /// </summary>
    /// <param name="maxDelay">With some of it left for the decode itself.</param>
    internal LiveOptions Within(TimeSpan maxDelay)
    {
        var delay = maxDelay.TotalSeconds;
        var step = Math.Min(Step, delay / 2);
        var right = Math.Clamp(delay - step - DecodeTime, LeastContext, MostContext);
        return this with
        {
            Step = step,
            RightContext = right,
            SureContext = Math.Min(right, SureContext * Math.Min(1.5, delay / DefaultDelay)),
            AgreedContext = Math.Min(right, AgreedContext * Math.Min(1.5, delay / DefaultDelay)),
        };
    }
}
