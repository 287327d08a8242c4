namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a message of a provider means.</summary>
internal sealed record CloudMessage
{
    /// <summary>Nothing that anybody needs.</summary>
    public static readonly CloudMessage Other = new();

    public IReadOnlyList<CloudResult> Results { get; init; } = [];

    /// <summary>It is ready for sound.</summary>
    public bool Greets { get; init; }

    /// <summary>What is to be said to it; null where nothing is.</summary>
    public string? Reply { get; init; }

    /// <summary>It has said all about what was sent before it was asked to.</summary>
    public bool Flushes { get; init; }

    /// <summary>It has said all that there is to say.</summary>
    public bool Ends { get; init; }

    /// <summary>It will soon close: another connection is to follow in the next pause.</summary>
    public bool GoesAway { get; init; }

    /// <summary>It failed; null where it did not.</summary>
    public CloudFault? Fault { get; init; }
}
