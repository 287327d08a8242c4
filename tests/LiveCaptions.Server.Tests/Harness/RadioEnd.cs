namespace LiveCaptions.Server.Tests.Harness;

/// <summary>How a listener's programme ends.</summary>
public enum RadioEnd
{
    Ends,
    Breaks,
    Stalls,

    /// <summary>It does not even begin: 404.</summary>
    Missing,
}
