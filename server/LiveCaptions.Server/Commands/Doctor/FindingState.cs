namespace LiveCaptions.Server.Commands.Doctor;

/// <summary>How a checked thing is.</summary>
public enum FindingState
{
    Ok,

    /// <summary>Works without it, but less well or not everything.</summary>
    Note,

    /// <summary>The core does not work without it.</summary>
    Missing,
}
