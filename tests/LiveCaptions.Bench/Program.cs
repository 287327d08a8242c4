using System.CommandLine;
using System.CommandLine.Help;
using LiveCaptions.Bench;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Models;

// ./livecaptions hands over all that was typed, "bench" included.
var root = new Command("livecaptions", "Measures the server.")
{
    new HelpOption { Recursive = true },
    BenchCommand.Create(FetchedEngine.LoadAsync, TimeProvider.System),
};
return await CommandRun.RunAsync(root, args, Console.Out, Console.Error);
