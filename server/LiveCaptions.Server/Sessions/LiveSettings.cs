using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Formatting;

namespace LiveCaptions.Server.Sessions;

/// <summary>What a live session's creator asked for, as those who recognise it need it; some of it may change meanwhile.</summary>
internal sealed class LiveSettings
{
    private readonly SessionRecord _record;
    private readonly SessionOptions _options;
    private readonly CueOptions _cues;
    private TranscriptFormatter? _formatter;
    private double _maxDelay;
    private IReadOnlyList<string> _keyterms = [];

    /// <param name="chain">From the names and the language that a session asks for to its engines.</param>
    public LiveSettings(
        SessionRecord record, SessionOptions options, CueOptions cues,
        Func<IReadOnlyList<string>?, string?, EngineChain> chain)
    {
        (_record, _options, _cues) = (record, options, cues);
        Asked = SessionSettings.FromJson(record.Read(s => s.Settings));
        Engines = chain(Asked.Engines, record.Language);
        IsImport = ImportSource.FromJson(record.Read(s => s.Import)) is { Live: false };
        Use(Asked);
    }

    /// <summary>As they were when the session was opened.</summary>
    public SessionSettings Asked { get; }

    /// <summary>Who may hear it.</summary>
    public EngineChain Engines { get; }

    /// <summary>Made of a file or an address, which nobody waits for as it is spoken.</summary>
    public bool IsImport { get; }

    /// <summary>How words are to be written now; null where they stay as they are.</summary>
    public TranscriptFormatter? Formatter => Volatile.Read(ref _formatter);

    /// <summary>How long after it was said a word becomes final at the latest.</summary>
    public TimeSpan MaxDelay => TimeSpan.FromSeconds(Volatile.Read(ref _maxDelay));

    /// <summary>Names and jargon to expect.</summary>
    public IReadOnlyList<string> Keyterms => Volatile.Read(ref _keyterms);

    /// <summary>Which of the engine's languages to recognise.</summary>
    public string? LanguageOf(SpeechEngine engine) => LanguageOf(engine.Recognizer.Languages);

    /// <inheritdoc cref="LanguageOf(SpeechEngine)"/>
    public string? LanguageOf(IReadOnlyList<string> languages) => LanguageTag.Match(_record.Language, languages);

    /// <summary>Where its words may become final in mid-speech.</summary>
    public WholeCues WholeCues(SpeechEngine engine) => new(_cues, LanguageOf(engine) ?? engine.Recognizer.Languages[0], () => Formatter);

    /// <summary>Takes what the record has now.</summary>
    public void Update() => Use(SessionSettings.FromJson(_record.Read(s => s.Settings)));

    private void Use(SessionSettings settings)
    {
        Volatile.Write(ref _formatter, FormattingSettings.Create(settings.Formatting));
        Volatile.Write(ref _keyterms, settings.Keyterms ?? []);
        Volatile.Write(ref _maxDelay, settings.MaxDelay ?? _options.MaxDelaySeconds);
    }
}
