using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Engine;

/// <summary>Which engine recognises, and where its models are.</summary>
public sealed class EngineOptions
{
    /// <summary>A name as <see cref="EngineCatalog"/> knows it.</summary>
    [Required]
    public string Name { get; set; } = EngineCatalog.Auto;

    /// <summary>
    /// Other engines that sessions may ask for, by the same names. Each is loaded when a session needs it first, and stays: so many are in
    /// memory at most.
    /// </summary>
    [MaxLength(EnginePool.Most)]
    public IReadOnlyList<string> Also { get; set; } = [];

    /// <summary>Seconds without a result for speech, after which a live session's next engine takes over; 0 waits for ever.</summary>
    [Range(0, 3_600)]
    public double StallSeconds { get; set; } = 10;

    /// <summary>
    /// Seconds of speech to which a provider that shows words as they are said says nothing at all, though it answered just before, after
    /// which a live session's next engine takes over; 0 leaves it to <see cref="StallSeconds"/>.
    /// </summary>
    [Range(0, 60)]
    public double HangSeconds { get; set; } = 2;

    /// <summary>
    /// Seconds that a provider may take until it is ready to hear, after which a live session's next engine takes over; 0 leaves it the
    /// ten seconds that an engine alone has for each answer.
    /// </summary>
    [Range(0, 60)]
    public double ReadySeconds { get; set; } = 2;

    /// <summary>
    /// Seconds after which an engine that failed is tried again where another has taken over: twice as long after each try that fails.
    /// </summary>
    [Range(0.1, 3_600)]
    public double BreakSeconds { get; set; } = 5;

    /// <summary>US dollars for an hour of audio, by the engine's name, in the place of what is known of it.</summary>
    public IReadOnlyDictionary<string, decimal> Prices { get; set; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>
    /// Word error rates, 0 to 1, by the engine's name and, where it matters, language (<c>whisper:small/de</c>): what sessions that leave
    /// the choice to the server are chosen an engine by. Measured by <c>bench accuracy</c>; those not named come last.
    /// </summary>
    public IReadOnlyDictionary<string, double> ErrorRates { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>US dollars for an hour of audio that an engine which the server chooses may cost; null for any.</summary>
    [Range(0, 1_000)]
    public decimal? MaxPricePerHour { get; set; }

    /// <summary>
    /// US dollars of a day (UTC) from which on new sessions are chosen none but free engines, as long as the server runs; null for any.
    /// </summary>
    [Range(0, 1_000_000)]
    public decimal? BudgetPerDay { get; set; }

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    [Required]
    public string Provider { get; set; } = "auto";

    /// <summary>Folder of the pulled models.</summary>
    [Required]
    public string ModelsDirectory { get; set; } = Path.Combine("models", "weights");

    /// <summary>Catalog id of the model that tells voices apart; null for what comes with the engine.</summary>
    public string? SpeakerModel { get; set; }

    /// <summary>Whether anybody may ask how things are said: false switches it off for every session.</summary>
    public bool Emotion { get; set; } = true;

    /// <summary>Catalog id of the model that hears how things are said; null for what comes with the engine.</summary>
    public string? EmotionModel { get; set; }

    public TimeSpan Stall => TimeSpan.FromSeconds(StallSeconds);

    public TimeSpan Hang => TimeSpan.FromSeconds(HangSeconds);

    public TimeSpan? Ready => ReadySeconds > 0 ? TimeSpan.FromSeconds(ReadySeconds) : null;

    public TimeSpan Break => TimeSpan.FromSeconds(BreakSeconds);

    /// <summary>How one of the engines is loaded.</summary>
    /// <param name="engine">Its name as it was asked for.</param>
    /// <param name="first">The one that is loaded already; null where this is the first.</param>
    public SpeechEngineOptions ToSpeech(string engine, EngineCatalog catalog, SpeechEngine? first = null) => new()
    {
        Engine = engine,
        Catalog = catalog,
        First = first,
        ExecutionProvider = Provider,
        ModelsDirectory = ModelsDirectory,
        SpeakerModel = SpeakerModel,
        Emotions = Emotion,
        EmotionModel = EmotionModel,
    };
}
