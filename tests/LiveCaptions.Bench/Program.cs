using System.CommandLine;
using System.CommandLine.Help;
using LiveCaptions.Bench;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Models;

// Benches start the server and transcribe in processes of their own, which are this program, too: it takes the server's commands.
return await CommandRun.RunAsync(args is ["bench", ..] ? Benches() : RootCommandBuilder.Build(), args, Console.Out, Console.Error);

static Command Benches() => new("livecaptions", "Real-time captions for speech, on your own machine.")
{
    new HelpOption { Recursive = true },
    BenchCommand.Create(FetchedEngine.LoadAsync, TimeProvider.System),
};
