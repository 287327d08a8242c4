using System.Collections.Concurrent;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>
/// All inputs of one call, on one engine, as many at once as there are cores. An unreadable one does not stop the others.
/// </summary>
/// <param name="recognition">Recognises them, or knows what was recognised before.</param>
internal sealed class TranscribeRun(
    KeptRecognition recognition, TranscribeRequest request, LinkFetcher links,
    TimeProvider time, TextWriter output, TextWriter error, Func<Stream> standardInput)
{
    private readonly HeardDocument _documents = new(request, time, error);
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

    private async Task TranscribeAsync(
        int index, string input, IProgress<(double Done, double? Total)> progress, CancellationToken cancellationToken)
    {
        try
        {
            var (path, name) = await _inputs.FetchAsync(index, new FetchProgress(progress), cancellationToken);
            var startedAt = time.GetUtcNow();
            Write(name, _documents.Of(await recognition.HearAsync(path, name, progress, cancellationToken), name, startedAt));
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

    private void Write(string name, CaptionDocument document)
    {
        var asked = document with
        {
            Options = request.FormatOptions,
            Tell = loss => error.WriteLine($"livecaptions transcribe: {name}: {loss}")
        };
        foreach (var format in request.Formats)
        {
            var path = request.OutputPath(name, format);
            CaptionOutput.Write(path, format, asked);
            output.WriteLine(path);
        }
    }
}
