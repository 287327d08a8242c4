using System.CommandLine;
using System.CommandLine.Parsing;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands;

/// <summary>From arguments to an exit code: every error is one line on stderr, with its stack only under <c>--verbose</c>.</summary>
public static class CommandRun
{
    public const string VerboseName = "--verbose";

    public static async Task<int> RunAsync(Command root, IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        // A file may be called @something: no response files.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var name = NameOf(parsed.CommandResult);
        if (parsed.Errors.Count > 0)
        {
            // The last is the one that names what was typed.
            await error.WriteLineAsync($"{name}: {OneLine(parsed.Errors[^1].Message)} (see {name} --help)");
            return ExitCodes.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
        catch (Exception e)
        {
            var verbose = arguments.Contains(VerboseName, StringComparer.Ordinal);
            await error.WriteLineAsync($"{name}: {(verbose ? e.ToString() : OneLine(e.Message))}");
            return CodeOf(e);
        }
    }

    // Such as "livecaptions models pull".
    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : result.Command.Name;

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Replace('\t', ' ');

    private static int CodeOf(Exception exception) => exception switch
    {
        UsageException => ExitCodes.WrongUsage,
        MediaReadException => ExitCodes.UnreadableInput,
        ModelMissingException or ModelPullException or EngineUnavailableException or ToolMissingException => ExitCodes.Missing,
        _ => ExitCodes.Failed,
    };
}
