using System.CommandLine;
using System.CommandLine.Parsing;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Models;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Commands;

/// <summary><c>transcribe</c>: files in, caption files out.</summary>
public static class TranscribeCommand
{
    /// <param name="load">How to get the engine: the models, or a test's own.</param>
    /// <param name="ytDlp">The program that fetches from pages.</param>
    /// <param name="standardInput">What is piped in, for a test; null is the process's own.</param>
    /// <param name="cache">What is kept of results, asked for when it is needed; null keeps nothing.</param>
    public static Command Create(
        Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time,
        string ytDlp = "yt-dlp", Func<Stream>? standardInput = null, Func<CacheOptions>? cache = null)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "Audio or video files, addresses (pages through yt-dlp), or - for what is piped in",
            Arity = ArgumentArity.OneOrMore
        };
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the caption files (default: the current one)",
            HelpName = "DIR",
            DefaultValueFactory = _ => "."
        };
        var formats = new Option<string>("--formats")
        {
            Description = $"{string.Join(", ", CueFormats.All.Select(format => format.Extension))}: one or more, separated by commas",
            HelpName = "vtt,srt,…",
            DefaultValueFactory = _ => "vtt"
        };
        var realTime = new Option<bool>("--realtime") { Description = "Feed the audio no faster than it plays" };
        var language = new Option<string?>("--language") { Description = "Spoken language, such as en", HelpName = "TAG" };
        var quality = CommonOptions.Quality();
        var track = CountOption("--track", "Audio track of files that have several (default: the file's own choice)");
        var noDiarization = new Option<bool>("--no-diarization") { Description = "Do not tell speakers apart" };
        var maxSpeakers = CountOption("--max-speakers", "Speakers there are at most");
        var expectedSpeakers = CountOption("--expected-speakers", "Speakers there are, if as many voices can be told apart");
        var split = new Option<bool>("--split-channels") { Description = "Stereo with a person on each channel: caption each by itself" };
        var speakers = new Option<string?>("--speakers")
        {
            Description = "Who speaks left and right (default: Left,Right); with --split-channels",
            HelpName = "NAME,NAME"
        };
        var noEmotion = new Option<bool>("--no-emotion") { Description = "Do not tell how it is said" };
        var emotionMarks = new Option<bool>("--emotion-marks") { Description = "Mark how it is said, where that changes: [angrily]" };
        var sounds = new Option<bool>("--sounds") { Description = "Tell music that nobody speaks over: [music]" };
        var noCache = new Option<bool>("--no-cache")
        {
            Description = "Recognise anew what was recognised before, and keep nothing for another run"
        };
        var formatting = new FormattingArguments();
        var formatOptions = new FormatArguments();
        var engine = CommonOptions.Engine();
        var provider = CommonOptions.Provider();
        var models = CommonOptions.Models();
        var command = new Command("transcribe", "Writes captions for audio and video files")
        {
            inputs, folder, formats, quality, realTime, language, track, noDiarization, maxSpeakers,
            expectedSpeakers, split, speakers, noEmotion, emotionMarks, sounds, noCache, engine, provider, models,
            CommonOptions.Verbose(),
        };
        formatting.AddTo(command);
        formatOptions.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var request = TranscribeRequest.Create(result.GetValue(inputs)!, result.GetValue(folder)!, result.GetValue(formats)!)
                with
                {
                    Quality = result.GetValue(quality),
                    RealTime = result.GetValue(realTime),
                    Language = Tag(result.GetValue(language)),
                    Track = result.GetValue(track),
                    Diarization = !result.GetValue(noDiarization),
                    Speakers = new SpeakerCount(result.GetValue(maxSpeakers), result.GetValue(expectedSpeakers)),
                    ChannelNames = Channels(result.GetValue(split), result.GetValue(speakers)),
                    Emotion = !result.GetValue(noEmotion),
                    Sounds = result.GetValue(sounds),
                    Formatting = formatting.Read(result),
                    MarksEmotions = result.GetValue(emotionMarks),
                    FormatOptions = formatOptions.Read(result),
                };
            RequirePiped(request, standardInput);
            var options = new SpeechEngineOptions
            {
                Engine = CommonOptions.Known(result.GetValue(engine)!),
                ExecutionProvider = result.GetValue(provider)!,
                ModelsDirectory = ModelsFolder.Find(result.GetValue(models)),
            };
            return await RunAsync(
                request, options, load, result.GetValue(noCache) ? null : cache, time,
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

    private static Option<int?> CountOption(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(AtLeastOne);
        return option;
    }

    private static void AtLeastOne(OptionResult result)
    {
        if (result.GetValueOrDefault<int?>() < 1)
        {
            result.AddError($"{result.Option.Name} is 1 or more.");
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

    private static IReadOnlyList<string>? Channels(bool split, string? speakers)
    {
        if (!split || speakers is null)
        {
            return split ? ChannelNaming.OfStereo
                : speakers is null ? null
                : throw new UsageException("--speakers names channels: give --split-channels, too.");
        }

        var (names, fault) = ChannelNaming.Parse(speakers, ChannelNaming.OfStereo.Count);
        return fault is null ? names : throw new UsageException($"--speakers {fault}");
    }

    private static string? Tag(string? language) => language is null || LanguageTag.IsOne(language)
        ? language
        : throw new UsageException("--language is a BCP 47 tag, such as en or en-US.");
}
