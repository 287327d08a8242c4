using System.CommandLine;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Reading;

namespace LiveCaptions.Server.Commands;

/// <summary><c>convert</c>: a caption file into another format, by the endings. Times and lines stay as they are.</summary>
public static class ConvertCommand
{
    public static Command Create()
    {
        var input = new Argument<string>("IN") { Description = $"A caption file: {CaptionReaders.Names}" };
        var output = new Argument<string>("OUT")
        {
            Description = $"The file to write: {string.Join(", ", CueFormats.All.Select(format => format.Extension))}"
        };
        var options = new FormatArguments();
        var command = new Command("convert", "Writes a caption file in another format") { input, output, CommonOptions.Verbose() };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
            ConvertAsync(
                result.GetRequiredValue(input), result.GetRequiredValue(output),
                options.Read(result), result.InvocationConfiguration.Error, cancellationToken));
        return command;
    }

    private static async Task<int> ConvertAsync(
        string input, string output, FormatOptions options, TextWriter error, CancellationToken cancellationToken)
    {
        var reader = CaptionReaders.Find(Ending(input))
            ?? throw new UsageException($"{input} is none of the formats that are read, by its ending: {CaptionReaders.Names}.");
        var format = CueFormats.Find(Ending(output))
            ?? throw new UsageException($"{output} is none of the formats that are written, by its ending: "
                + $"{string.Join(", ", CueFormats.All.Select(known => known.Extension))}.");
        CaptionFile file;
        try
        {
            file = reader.Read(await File.ReadAllBytesAsync(input, cancellationToken));
        }
        catch (Exception e) when (e is CaptionReadException or IOException or UnauthorizedAccessException)
        {
            Tell([e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message], $"{input}: ");
            return ExitCodes.UnreadableInput;
        }

        Tell(file.Faults, $"{input}: ");
        CaptionOutput.Write(
            output, format,
            file.ToDocument(Path.GetFileNameWithoutExtension(input)) with { Options = options, Tell = loss => Tell([loss], "") });
        return ExitCodes.Done;

        void Tell(IEnumerable<string> sentences, string about)
        {
            foreach (var sentence in sentences)
            {
                error.WriteLine($"livecaptions convert: {about}{sentence}");
            }
        }
    }

    private static string Ending(string path) => Path.GetExtension(path).TrimStart('.');
}
