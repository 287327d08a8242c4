using System.Text.Json;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Sessions.Requests;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>
/// What a realtime transcription session was asked to be: by <c>session.update</c>,
/// or <c>transcription_session.update</c> of older clients.
/// </summary>
internal sealed record RealtimeSettings
{
    private const int PcmRate = 24_000;
    private const int TelephoneRate = 8_000;

    /// <summary>Of each text that a client gives: they are kept, and told back.</summary>
    private const int MaxText = 10_000;

    /// <summary><c>audio/pcm</c>, <c>audio/pcmu</c> or <c>audio/pcma</c>.</summary>
    public string Format { get; init; } = "audio/pcm";

    public string? Model { get; init; }

    public string? Language { get; init; }

    public string? Prompt { get; init; }

    /// <summary>Whether the client says itself where turns end.</summary>
    public bool IsManual { get; init; }

    /// <summary>The session that it becomes.</summary>
    public CreateSessionRequest Session =>
        new() { Language = Language, Diarization = false, Emotion = false, Keyterms = TranscriptionRequest.TermsOf(Prompt) };

    /// <returns>What it is with the parts that are given; or what is wrong with them.</returns>
    public (RealtimeSettings? Settings, string? Fault) With(JsonElement session)
    {
        if (session.ValueKind != JsonValueKind.Object)
        {
            return (null, "session is an object.");
        }

        if (Text(session, "type") is { } type && type != "transcription")
        {
            return (null, "Only transcription sessions are served here: session.type is transcription.");
        }

        // Newer clients put it below audio.input, older ones beside each other.
        var input = Part(Part(session, "audio"), "input");
        var transcription = Part(input, "transcription") is { ValueKind: JsonValueKind.Object } nested
            ? nested
            : Part(session, "input_audio_transcription");
        var format = Text(Part(input, "format"), "type") ?? FormatOf(Text(session, "input_audio_format")) ?? Format;
        if (format is not ("audio/pcm" or "audio/pcmu" or "audio/pcma"))
        {
            return (null, "Audio is audio/pcm (16 bits, 24000 a second, one channel), audio/pcmu or audio/pcma.");
        }

        if (Part(Part(input, "format"), "rate") is { ValueKind: JsonValueKind.Number } rate
            && (!rate.TryGetInt32(out var hertz) || hertz != PcmRate))
        {
            return (null, $"audio/pcm has a rate of {PcmRate}.");
        }

        var (model, language, prompt) = (Text(transcription, "model"), Text(transcription, "language"), Text(transcription, "prompt"));
        if (model?.Length > MaxText || language?.Length > MaxText || prompt?.Length > MaxText)
        {
            return (null, $"model, language and prompt have at most {MaxText} characters each.");
        }

        return (this with
        {
            Format = format,
            Model = model ?? Model,
            Language = language ?? Language,
            Prompt = prompt ?? Prompt,
            IsManual = TurnsOf(input) ?? TurnsOf(session) ?? IsManual,
        }, null);
    }

    public IAudioIntake CreateIntake() => Format switch
    {
        "audio/pcmu" => new PcmStreamIntake(new PcmFormat(PcmEncoding.MuLaw, 1, TelephoneRate), split: false),
        "audio/pcma" => new PcmStreamIntake(new PcmFormat(PcmEncoding.ALaw, 1, TelephoneRate), split: false),
        _ => new PcmStreamIntake(new PcmFormat(PcmEncoding.S16Le, 1, PcmRate), split: false),
    };

    /// <summary>As clients are shown it.</summary>
    /// <param name="id">Of this connection.</param>
    public object Describe(string id) => new
    {
        type = "transcription",
        @object = "realtime.transcription_session",
        id,
        audio = new
        {
            input = new
            {
                format = new { type = Format, rate = Format == "audio/pcm" ? PcmRate : (int?)null },
                transcription = new { model = Model, language = Language, prompt = Prompt },
                turnDetection = IsManual ? null : new { type = "server_vad" },
            },
        },
    };

    /// <returns>Null where nothing is said about turns; null itself says that the client ends them.</returns>
    private static bool? TurnsOf(JsonElement owner) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty("turn_detection", out var turns)
            ? turns.ValueKind == JsonValueKind.Null
            : null;

    private static string? FormatOf(string? old) => old switch
    {
        "pcm16" => "audio/pcm",
        "g711_ulaw" => "audio/pcmu",
        "g711_alaw" => "audio/pcma",
        _ => old,
    };

    private static JsonElement Part(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var part) ? part : default;

    private static string? Text(JsonElement owner, string name) =>
        Part(owner, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
