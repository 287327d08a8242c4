using System.CommandLine;

namespace LiveCaptions.Server.Commands;

/// <summary>The command line: one file per verb.</summary>
public static class RootCommandBuilder
{
    public static RootCommand Build() => new("Real-time captions for speech, on your own machine.")
    {
        ServeCommand.Create(),
        KeysCommand.Create(TimeProvider.System),
    };
}
