namespace LiveCaptions.Speech.Recognition;

/// <summary>What is to be done about an engine that failed.</summary>
public enum EngineFaultKind
{
    /// <summary>Trying again may help: what was not final yet is recognised once more.</summary>
    Transient,

    /// <summary>
    /// It does not answer within the time that it was given: another engine helps now. Where it was given none, that is transient.
    /// </summary>
    Silent,

    /// <summary>The account is at a limit: trying again helps later, and another engine helps now.</summary>
    Limit,

    /// <summary>The account is refused: trying again never helps.</summary>
    Auth,

    /// <summary>
    /// What this stream asks for is refused, such as its language: trying the same again never helps, and others may be heard.
    /// </summary>
    Refused,
}
