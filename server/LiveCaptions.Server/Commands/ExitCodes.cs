namespace LiveCaptions.Server.Commands;

/// <summary>What scripts look at.</summary>
public static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int UnreadableInput = 3;

    /// <summary>Something the command needs is not here and could not be installed.</summary>
    public const int Missing = 4;
}
