using System.Collections.Concurrent;
using LiveCaptions.Media;
using LiveCaptions.Server.Exports;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>All inputs of one call, on one engine, as many at once as there are cores. An unreadable one does not stop the others.</summary>
public sealed class TranscribeRun(SpeechEngine engine, TranscribeRequest request, LinkFetcher links, TimeProvider time, TextWriter output, TextWriter error, Func<Stream> standardInput)
{
    private readonly FileTranscriber _transcriber = new(engine, request, time, error);
    private readonly InputFetcher _inputs = new(request, links, standardInput);

    /// <returns>True when every input could be read.</returns>
    public async Task<bool> RunAsync(ITranscribeProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(request.OutputFolder);
        var unreadable = new ConcurrentBag<string>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(request.Inputs.Index(), parallel, async (numbered, stop) =>
        {
            var (index, input) = numbered;
            try
            {
                await TranscribeAsync(index, input, progress.Start(input), stop);
            }
            catch (MediaReadException e)
            {
                unreadable.Add(input);
                await error.WriteLineAsync($"livecaptions transcribe: {(StandardInput.Is(input) ? "standard input" : input)}: {e.Message}");
            }
        });
        return unreadable.IsEmpty;
    }

    private async Task TranscribeAsync(int index, string input, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        try
        {
            var (path, name, comesAgain) = await _inputs.FetchAsync(index, new FetchProgress(progress), cancellationToken);
            await TranscribeAsync(path, name, keepsJournal: comesAgain && !request.RealTime, progress, cancellationToken);
            _inputs.Forget(input);
        }
        catch (MediaReadException)
        {
            _inputs.Forget(input);
            throw;
        }
        finally
        {
            _inputs.ForgetPiped(index);
        }
    }

    /// <param name="keepsJournal">In real time nothing is gained by knowing finals before their audio is played, and what came by a
    /// pipe does not come again.</param>
    private async Task TranscribeAsync(string path, string name, bool keepsJournal, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        FinalsJournal?[] journals = request.ChannelNames is { } channels
            ? [.. channels.Select((_, channel) => keepsJournal ? OpenJournal(path, name, channel) : null)]
            : [keepsJournal ? OpenJournal(path, name, channel: null) : null];
        try
        {
            Write(name, await _transcriber.TranscribeAsync(path, name, journals, progress, cancellationToken));
            Array.ForEach(journals, journal => journal?.Remove());
        }
        catch (MediaReadException)
        {
            Array.ForEach(journals, journal => journal?.Remove());
            throw;
        }
        finally
        {
            Array.ForEach(journals, journal => journal?.Dispose());
        }
    }

    private FinalsJournal? OpenJournal(string path, string name, int? channel) =>
        JournalKey.For(path, engine.Recognizer.Name, request, channel) is { } key
            ? FinalsJournal.TryOpen(request.JournalPath(name, channel), key)
            : null;

    private void Write(string name, CaptionDocument document)
    {
        foreach (var format in request.Formats)
        {
            var path = request.OutputPath(name, format);
            var unfinished = $"{path}.{Environment.ProcessId}.tmp";
            using (var file = File.Create(unfinished))
            {
                format.Write(document, file);
            }

            File.Move(unfinished, path, overwrite: true);
            output.WriteLine(path);
        }
    }
}
