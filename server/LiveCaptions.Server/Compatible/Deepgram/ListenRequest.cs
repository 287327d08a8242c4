using System.Globalization;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Requests;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>What the query of <c>/v1/listen</c> asks for, as far as it can be had here; docs/compatible.md has the list.</summary>
internal sealed record ListenRequest
{
    private const string Multilingual = "multi";
    private const int MaxMilliseconds = 3_600_000;

    /// <summary>By Deepgram's names; null where the sound says it itself.</summary>
    public string? Encoding { get; private init; }

    /// <summary>Of raw sound.</summary>
    public PcmFormat? Pcm { get; private init; }

    /// <summary>Whether each channel is heard for itself.</summary>
    public bool Multichannel { get; private init; }

    public bool Interims { get; private init; }

    /// <summary>Whether words are told as people write them; else in small letters without punctuation.</summary>
    public bool Punctuates { get; private init; }

    public bool Diarizes { get; private init; }

    /// <summary>Whether it is told when somebody begins to speak.</summary>
    public bool TellsSpeech { get; private init; }

    /// <summary>Shortest silence in seconds that ends speech; null where nobody wants to know.</summary>
    public double? Endpointing { get; private init; }

    /// <summary>Seconds between words after which the utterance is told to be over; null where nobody wants to know.</summary>
    public double? UtteranceEnd { get; private init; }

    /// <summary>Of files: utterances are listed besides.</summary>
    public bool Utterances { get; private init; }

    /// <summary>The session that it becomes.</summary>
    public CreateSessionRequest Session { get; private init; } = new();

    public int Channels => Multichannel ? Pcm!.Channels : 1;

    /// <summary>A track per channel, or one without a name.</summary>
    public IReadOnlyList<string?> Speakers =>
        Channels == 1 ? [null] : [.. Enumerable.Range(1, Channels).Select(channel => $"Channel {channel}")];

    /// <param name="isFile">Files with a container say themselves how many channels they have.</param>
    /// <returns>The request, or why it cannot be served.</returns>
    public static (ListenRequest? Request, Refusal? Refusal) Parse(IQueryCollection query, bool isFile)
    {
        var form = new ForeignQuery(name => query[name]);
        var smart = form.Flag("smart_format") == true;
        var interims = form.Flag("interim_results") == true;
        var encoding = form.Text("encoding");
        var request = new ListenRequest
        {
            Encoding = encoding,
            Pcm = PcmOf(encoding, form),
            Multichannel = form.Flag("multichannel") == true,
            Interims = interims,
            Punctuates = form.Flag("punctuate") == true || form.Flag("dictation") == true || smart,
            Diarizes = form.Flag("diarize") == true || form.Text("diarize_model") is not null,
            TellsSpeech = form.Flag("vad_events") == true,
            Endpointing = form.Text("endpointing") switch
            {
                "false" => null,
                null or "true" => 0,
                _ => form.Number("endpointing", 0, MaxMilliseconds) / 1000d,
            },
            UtteranceEnd = isFile ? null : form.Number("utterance_end_ms", 1_000, MaxMilliseconds) / 1000d,
            Utterances = form.Flag("utterances") == true,
        };
        request = request with { Session = SessionOf(form, request.Diarizes, smart) };
        return Find(form, request, isFile) is { } fault ? (null, fault) : (request, null);
    }

    public IAudioIntake CreateIntake(TimeProvider time) => Encoding switch
    {
        "opus" => new OpusIntake(),
        null or "ogg-opus" => new ContainerIntake(time),
        _ => new PcmStreamIntake(Pcm!, Multichannel),
    };

    private static PcmFormat? PcmOf(string? encoding, ForeignQuery form)
    {
        if (encoding is not ("linear16" or "linear32" or "mulaw" or "alaw"))
        {
            return null;
        }

        var channels = form.Number("channels", 1, PcmFormat.MaxChannels) ?? 1;
        var rate = form.Text("sample_rate") is null
            ? form.Refuse<int>("sample_rate", $"encoding={encoding} needs sample_rate, too.")
            : form.Number("sample_rate", PcmFormat.MinSampleRate, PcmFormat.MaxSampleRate);
        return rate is null or 0 ? null : new PcmFormat(EncodingOf(encoding), channels, rate.Value);
    }

    private static PcmEncoding EncodingOf(string name) => name switch
    {
        "linear32" => PcmEncoding.F32Le,
        "mulaw" => PcmEncoding.MuLaw,
        "alaw" => PcmEncoding.ALaw,
        _ => PcmEncoding.S16Le,
    };

    private static Refusal? Find(ForeignQuery form, ListenRequest request, bool isFile)
    {
        if (form.Fault is not null)
        {
            return form.Fault;
        }

        if (form.Text("callback") is not null)
        {
            return new Refusal(
                400, "callback_unsupported", "callback is not supported: results come by the answer or the WebSocket itself.");
        }

        if (!isFile && request is { Encoding: not (null or "opus" or "ogg-opus"), Pcm: null })
        {
            return new Refusal(
                400, "encoding_unknown",
                "encoding is linear16, linear32, mulaw, alaw, opus or ogg-opus; leave it out for WAV, WebM and Ogg.");
        }

        if (request is { UtteranceEnd: not null, Interims: false })
        {
            return new Refusal(400, "utterance_end_ms_invalid", "utterance_end_ms needs interim_results=true.");
        }

        return !isFile && request is { Multichannel: true, Pcm: null }
            ? new Refusal(400, "multichannel_invalid", "multichannel=true needs a raw encoding, with channels.")
            : null;
    }

    private static CreateSessionRequest SessionOf(ForeignQuery form, bool diarizes, bool smart)
    {
        var keyterms = form.Texts("keyterm").Concat(form.Texts("keywords").Select(WithoutBoost)).ToList();
        return new CreateSessionRequest
        {
            Title = form.Text("tag"),
            Language = form.Flag("detect_language") == true || form.Text("language") is Multilingual ? null : form.Text("language"),
            Diarization = diarizes,
            Emotion = false,
            Keyterms = keyterms.Count > 0 ? keyterms : null,
            Formatting = FormattingOf(form, smart),
        };
    }

    private static FormattingSettings? FormattingOf(ForeignQuery form, bool smart)
    {
        var formatting = new FormattingSettings
        {
            SmartFormat = smart ? true : null,
            Numerals = form.Flag("numerals"),
            Fillers = form.Flag("filler_words") == false ? "remove" : null,
            Profanity = form.Flag("profanity_filter") == true ? "mask" : null,
            Redact = form.Texts("redact").Count > 0 ? ["numbers"] : null,
            Replacements = form.Texts("replace") is { Count: > 0 } pairs ? [.. pairs.Select(PairOf)] : null,
        };
        return formatting == new FormattingSettings() ? null : formatting;
    }

    // "term:2" of older models: terms have no weights here.
    private static string WithoutBoost(string keyword) =>
        keyword.LastIndexOf(':') is > 0 and var colon && double.TryParse(keyword[(colon + 1)..], CultureInfo.InvariantCulture, out _)
            ? keyword[..colon]
            : keyword;

    private static ReplacementSetting PairOf(string pair) =>
        pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? new ReplacementSetting(pair[..colon], pair[(colon + 1)..])
            : new ReplacementSetting(pair, "");
}
