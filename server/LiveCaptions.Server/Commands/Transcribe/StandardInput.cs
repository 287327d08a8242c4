namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>The process's own input, as an input beside the others.</summary>
internal static class StandardInput
{
    /// <summary>As its output is called.</summary>
    public const string Name = "stdin";

    /// <summary>Whether an input is that.</summary>
    public static bool Is(string input) => input is "-" or "/dev/stdin" or "/dev/fd/0" or "/proc/self/fd/0";
}
