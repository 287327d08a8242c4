namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a provider asks of who streams to it.</summary>
internal sealed record CloudLimits
{
    /// <summary>Samples of a message: 0.1 s.</summary>
    public int Chunk { get; init; } = AudioFormat.SampleRate / 10;

    /// <summary>Samples that a message has at least; a shorter last one is filled up with silence.</summary>
    public int LeastChunk { get; init; } = 1;

    /// <summary>Seconds of sound that may be sent in a second, of what waits; 0 is any number.</summary>
    public double Pace { get; init; } = 1.25;

    /// <summary>Sound that may be sent faster than that: what a short stall has left behind.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long nothing is sent before a message says that somebody is still there.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long no sound comes before the connection is closed; it is opened again by what comes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a connection lives at most, by the clock and in sound. The next one takes over before.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Sound before what is final that a new connection hears again, to understand what follows. Nothing where the provider tells no times:
    /// what is heard twice is found by them.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether turns end where they are told to (<see cref="CloudTurns"/>), and words are final with them.</summary>
    public bool HasTurns { get; init; }

    /// <summary>How long an answer may take, to a greeting, to a flush and to a goodbye.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);
}
