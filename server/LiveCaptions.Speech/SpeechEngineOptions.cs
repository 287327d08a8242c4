namespace LiveCaptions.Speech;

/// <summary>Which models to load, from where, and how to run them.</summary>
public sealed record SpeechEngineOptions
{
    /// <summary>The <see cref="Engine"/> that leaves the choice to the machine.</summary>
    public const string Auto = "auto";

    /// <summary><c>auto</c> (base, or tiny where the machine is too small), <c>moonshine-base</c> or <c>moonshine-tiny</c>.</summary>
    public string Engine { get; init; } = Auto;

    /// <summary>What <see cref="Auto"/> may come to, the best first.</summary>
    public static IReadOnlyList<string> AutoChoices { get; } = ["moonshine-base", "moonshine-tiny"];

    /// <summary>Name of the engine that is loaded on a machine that is large enough.</summary>
    public string FirstChoice => Engine == Auto ? AutoChoices[0] : Engine;

    /// <summary>ONNX Runtime execution provider: <c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public string ExecutionProvider { get; init; } = "auto";

    /// <summary>Folder of the pulled models: one folder per catalog id.</summary>
    public required string ModelsDirectory { get; init; }

    /// <summary>Catalog id of the model that tells voices apart; null for what comes with the engine.</summary>
    public string? SpeakerModel { get; init; }

    /// <summary>Whether to hear how things are said.</summary>
    public bool Emotions { get; init; } = true;

    /// <summary>Catalog id of the model that hears how things are said; null for what comes with the engine.</summary>
    public string? EmotionModel { get; init; }

    /// <summary>Decodes that may run at once; 0 means one per core.</summary>
    public int MaxConcurrentDecodes { get; init; }
}
