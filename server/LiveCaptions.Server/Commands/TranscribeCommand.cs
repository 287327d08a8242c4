using System.CommandLine;
using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Commands;

/// <summary><c>transcribe</c>: files in, caption files out.</summary>
public static class TranscribeCommand
{
    /// <param name="load">How to get the engine: the models, or a test's own.</param>
    /// <param name="ytDlp">The program that fetches from pages.</param>
    /// <param name="standardInput">What is piped in, for a test; null is the process's own.</param>
    /// <param name="cache">What is kept of results, asked for when it is needed; null keeps nothing.</param>
    /// <param name="engines">Those that there are, asked for when they are needed; null is those of the environment.</param>
    public static Command Create(
        Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time,
        string ytDlp = "yt-dlp", Func<Stream>? standardInput = null, Func<CacheOptions>? cache = null,
        Func<CommandEngines>? engines = null)
    {
        var arguments = new TranscribeArguments();
        var command = new Command("transcribe", "Writes captions for audio and video files");
        arguments.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = arguments.Read(result);
            RequirePiped(request, standardInput);
            using var known = (engines ?? CommandEngines.FromEnvironment)();
            return await RunAsync(
                request, arguments.ReadEngine(result, known.Catalog), load, arguments.IsUncached(result) ? null : cache, time,
                ytDlp, standardInput, result.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        TranscribeRequest request,
        SpeechEngineOptions options,
        Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load,
        Func<CacheOptions>? cache,
        TimeProvider time,
        string ytDlp,
        Func<Stream>? standardInput,
        InvocationConfiguration streams,
        CancellationToken cancellationToken)
    {
        await using var engines = new EngineOnDemand(stop => load(options, stop), request.Language);
        if (!request.Inputs.All(File.Exists))
        {
            // What is missing is told before anything is fetched.
            await engines.GetAsync(cancellationToken);
        }

        var (output, error) = (streams.Output, streams.Error);
        var kept = cache is null ? null : TranscriptCache.TryOpen(cache(), time, error);

        // Who types an address may reach all that this machine does.
        using var links = new LinkFetcher(new FetchOptions { Policy = new AddressPolicy(allowPrivate: true), YtDlp = ytDlp }, time);
        var recognition = new KeptRecognition(engines, request, options, kept, time, error);
        var run = new TranscribeRun(recognition, request, links, time, output, error, standardInput ?? Console.OpenStandardInput);
        return await ShowAsync(run, cancellationToken) ? ExitCodes.Done : ExitCodes.UnreadableInput;
    }

    private static void RequirePiped(TranscribeRequest request, Func<Stream>? standardInput)
    {
        if (standardInput is null && !Console.IsInputRedirected && request.Inputs.Any(StandardInput.Is))
        {
            throw new UsageException("Nothing is piped in. Pipe a file: cat talk.wav | livecaptions transcribe -");
        }
    }

    private static async Task<bool> ShowAsync(TranscribeRun run, CancellationToken cancellationToken)
    {
        if (Console.IsErrorRedirected)
        {
            return await run.RunAsync(new SilentProgress(), cancellationToken);
        }

        var all = false;
        await BarProgress.RunAsync(async bars => all = await run.RunAsync(bars, cancellationToken));
        return all;
    }
}
