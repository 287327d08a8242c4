using System.CommandLine;
using System.CommandLine.Parsing;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Server.Models;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Transcribe;

/// <summary>What <c>transcribe</c> takes on its command line.</summary>
internal sealed class TranscribeArguments
{
    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Audio or video files, addresses (pages through yt-dlp), or - for what is piped in",
        Arity = ArgumentArity.OneOrMore
    };
    private readonly Option<string> _folder = new("--out")
    {
        Description = "Folder for the caption files (default: the current one)",
        HelpName = "DIR",
        DefaultValueFactory = _ => "."
    };
    private readonly Option<string> _formats = new("--formats")
    {
        Description = $"{string.Join(", ", CueFormats.All.Select(format => format.Extension))}: one or more, separated by commas",
        HelpName = "vtt,srt,…",
        DefaultValueFactory = _ => "vtt"
    };
    private readonly Option<bool> _realTime = new("--realtime") { Description = "Feed the audio no faster than it plays" };
    private readonly Option<string?> _language = new("--language") 
    {
        Description = "Spoken language, such as en, or auto where the engine finds it out (Whisper, Deepgram)", HelpName = "TAG"
    };
    private readonly Option<string?> _languages = new("--languages")
    {
        Description = "Languages that may be spoken, the likeliest first, where none is named or --language is auto", HelpName = "TAG,TAG"
    };
    private readonly Option<RecognitionQuality> _quality = CommonOptions.Quality();
    private readonly Option<int?> _track = CountOption(
        "--track", "Audio track of files that have several (default: the file's own choice)");
    private readonly Option<bool> _noDiarization = new("--no-diarization") { Description = "Do not tell speakers apart" };
    private readonly Option<int?> _maxSpeakers = CountOption("--max-speakers", "Speakers there are at most");
    private readonly Option<int?> _expectedSpeakers = CountOption(
        "--expected-speakers", "Speakers there are, if as many voices can be told apart");
    private readonly Option<bool> _split = new("--split-channels")
    {
        Description = "Stereo with a person on each channel: caption each by itself"
    };
    private readonly Option<string?> _speakers = new("--speakers")
    {
        Description = "Who speaks left and right (default: Left,Right); with --split-channels",
        HelpName = "NAME,NAME"
    };
    private readonly Option<bool> _noEmotion = new("--no-emotion") { Description = "Do not tell how it is said" };
    private readonly Option<bool> _emotionMarks = new("--emotion-marks")
    {
        Description = "Mark how it is said, where that changes: [angrily]"
    };
    private readonly Option<bool> _sounds = new("--sounds") { Description = "Tell music that nobody speaks over: [music]" };
    private readonly Option<string?> _keyterms = new("--keyterms")
    {
        Description = "Names and jargon to expect, one a line",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noCache = new("--no-cache")
    {
        Description = "Recognise anew what was recognised before, and keep nothing for another run"
    };
    private readonly FormattingArguments _formatting = new();
    private readonly FormatArguments _formatOptions = new();
    private readonly Option<string> _engine = CommonOptions.Engine();
    private readonly Option<string> _provider = CommonOptions.Provider();
    private readonly Option<string?> _models = CommonOptions.Models();

    /// <summary>Whether all is recognised anew.</summary>
    public bool IsUncached(ParseResult result) => result.GetValue(_noCache);

    public void AddTo(Command command)
    {
        command.Add(_inputs);
        Option[] all =
        [
            _folder, _formats, _quality, _realTime, _language, _languages, _track, _noDiarization, _maxSpeakers, _expectedSpeakers, _split,
            _speakers, _noEmotion, _emotionMarks, _sounds, _keyterms, _noCache, _engine, _provider, _models, CommonOptions.Verbose(),
        ];
        Array.ForEach(all, command.Add);
        _formatting.AddTo(command);
        _formatOptions.AddTo(command);
    }

    /// <exception cref="UsageException">Something of it is not right.</exception>
    public TranscribeRequest Read(ParseResult result) =>
        TranscribeRequest.Create(result.GetValue(_inputs)!, result.GetValue(_folder)!, result.GetValue(_formats)!) with
        {
            Quality = result.GetValue(_quality),
            RealTime = result.GetValue(_realTime),
            Language = Tag(result.GetValue(_language), result.GetValue(_engine)!),
            Languages = LanguageList.Read(result.GetValue(_languages), result.GetValue(_language), result.GetValue(_engine)!),
            Track = result.GetValue(_track),
            Diarization = !result.GetValue(_noDiarization),
            Speakers = new SpeakerCount(result.GetValue(_maxSpeakers), result.GetValue(_expectedSpeakers)),
            ChannelNames = Channels(result.GetValue(_split), result.GetValue(_speakers)),
            Emotion = !result.GetValue(_noEmotion),
            Sounds = result.GetValue(_sounds),
            Keyterms = KeytermFile.Read(result.GetValue(_keyterms)),
            Formatting = _formatting.Read(result),
            MarksEmotions = result.GetValue(_emotionMarks),
            FormatOptions = _formatOptions.Read(result),
        };

    /// <exception cref="UsageException">There is no such engine.</exception>
    public SpeechEngineOptions ReadEngine(ParseResult result, EngineCatalog catalog) => new()
    {
        Engine = CommonOptions.Known(result.GetValue(_engine)!, catalog),
        Catalog = catalog,
        ExecutionProvider = result.GetValue(_provider)!,
        ModelsDirectory = ModelsFolder.Find(result.GetValue(_models)),
    };

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

    /// <returns>Null where the engine chooses, or finds out.</returns>
    private static string? Tag(string? language, string engine)
    {
        if (language != LanguageTag.Auto)
        {
            return language is null || LanguageTag.IsOne(language)
                ? language
                : throw new UsageException("--language is a BCP 47 tag, such as en or en-US, or auto.");
        }

        var description = EngineCatalog.Default.Describe(CommonOptions.Known(engine));
        return description.Capabilities.DetectsLanguage
            ? null
            : throw new UsageException(
                $"--language auto: {description.Name} does not find out the language. Name it, or take an engine that does, such as "
                + "--engine whisper:small.");
    }
}
