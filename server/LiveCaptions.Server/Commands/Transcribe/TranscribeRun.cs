using System.Collections.Concurrent;
using LiveCaptions.Media;
using LiveCaptions.Server.Exports;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>All inputs of one call, on one engine, as many at once as there are cores. An unreadable one does not stop the others.</summary>
public sealed class TranscribeRun(SpeechEngine engine, TranscribeRequest request, TimeProvider time, TextWriter output, TextWriter error)
{
    private readonly FileTranscriber _transcriber = new(engine, request, time);

    /// <returns>True when every input could be read.</returns>
    public async Task<bool> RunAsync(ITranscribeProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(request.OutputFolder);
        var unreadable = new ConcurrentBag<string>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(request.Inputs, parallel, async (input, stop) =>
        {
            using var journal = OpenJournal(input);
            try
            {
                var document = await _transcriber.TranscribeAsync(input, journal, progress.Start(input), stop);
                Write(input, document);
                journal?.Remove();
            }
            catch (MediaReadException e)
            {
                journal?.Remove();
                unreadable.Add(input);
                await error.WriteLineAsync($"livecaptions transcribe: {input}: {e.Message}");
            }
        });
        return unreadable.IsEmpty;
    }

    // In real time nothing is gained by knowing finals before their audio is played.
    private FinalsJournal? OpenJournal(string input) =>
        !request.RealTime && JournalKey.For(input, engine.Recognizer.Name, request.Language) is { } key
            ? FinalsJournal.TryOpen(request.JournalPath(input), key)
            : null;

    private void Write(string input, CaptionDocument document)
    {
        foreach (var format in request.Formats)
        {
            var path = request.OutputPath(input, format);
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
