using System.CommandLine;
using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Models;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Commands;

/// <summary><c>transcribe</c>: files in, caption files out.</summary>
public static class TranscribeCommand
{
    /// <param name="load">How to get the engine: the models, or a test's own.</param>
    /// <param name="ytDlp">The program that fetches from pages.</param>
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time, string ytDlp = "yt-dlp")
    {
        var inputs = new Argument<string[]>("INPUT") { Description = "Audio or video files, anything ffmpeg reads, or addresses (pages through yt-dlp)", Arity = ArgumentArity.OneOrMore };
        var folder = new Option<string>("--out") { Description = "Folder for the caption files (default: the current one)", HelpName = "DIR", DefaultValueFactory = _ => "." };
        var formats = new Option<string>("--formats") { Description = "vtt, srt, txt, json, rttm: one or more, separated by commas", HelpName = "vtt,srt,…", DefaultValueFactory = _ => "vtt" };
        var realTime = new Option<bool>("--realtime") { Description = "Feed the audio no faster than it plays" };
        var language = new Option<string?>("--language") { Description = "Spoken language, such as en", HelpName = "TAG" };
        var noDiarization = new Option<bool>("--no-diarization") { Description = "Do not tell speakers apart" };
        var maxSpeakers = new Option<int?>("--max-speakers") { Description = "Speakers there are at most", HelpName = "N" };
        var noEmotion = new Option<bool>("--no-emotion") { Description = "Do not tell how it is said" };
        var emotionMarks = new Option<bool>("--emotion-marks") { Description = "Mark in vtt and srt how it is said, where that changes: [angrily]" };
        var sounds = new Option<bool>("--sounds") { Description = "Tell music that nobody speaks over: [music]" };
        maxSpeakers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--max-speakers is 1 or more.");
            }
        });
        var engine = CommonOptions.Engine();
        var provider = CommonOptions.Provider();
        var models = CommonOptions.Models();
        var command = new Command("transcribe", "Writes captions for audio and video files")
        {
            inputs, folder, formats, realTime, language, noDiarization, maxSpeakers, noEmotion, emotionMarks, sounds, engine, provider, models, CommonOptions.Verbose(),
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = TranscribeRequest.Create(result.GetValue(inputs)!, result.GetValue(folder)!, result.GetValue(formats)!)
                with
                {
                    RealTime = result.GetValue(realTime),
                    Language = result.GetValue(language),
                    Diarization = !result.GetValue(noDiarization),
                    MaxSpeakers = result.GetValue(maxSpeakers),
                    Emotion = !result.GetValue(noEmotion),
                    Sounds = result.GetValue(sounds),
                    MarksEmotions = result.GetValue(emotionMarks),
                };
            var options = new SpeechEngineOptions
            {
                Engine = Known(result.GetValue(engine)!),
                ExecutionProvider = result.GetValue(provider)!,
                ModelsDirectory = ModelsFolder.Find(result.GetValue(models)),
            };
            await using var loaded = await load(options, cancellationToken);
            request = request with { Language = Match(request.Language, loaded) };
            var configuration = result.InvocationConfiguration;

            // Who types an address may reach all that this machine does.
            using var links = new LinkFetcher(new FetchOptions { AllowPrivateAddresses = true, YtDlp = ytDlp }, time);
            var run = new TranscribeRun(loaded, request, links, time, configuration.Output, configuration.Error);
            return await ShowAsync(run, cancellationToken) ? ExitCode.Done : ExitCode.UnreadableInput;
        });
        return command;
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

    private static string Known(string engine) => engine is "auto" or "moonshine-base" or "moonshine-tiny"
        ? engine
        : throw new UsageException($"Engine '{engine}' is not here. There are: auto, moonshine-base, moonshine-tiny.");

    private static string? Match(string? language, SpeechEngine engine) => language is null
        ? null
        : LanguageTag.Match(language, engine.Recognizer.Languages)
            ?? throw new UsageException($"Engine {engine.Recognizer.Name} does not recognise '{language}'. It knows: {string.Join(", ", engine.Recognizer.Languages)}.");
}
