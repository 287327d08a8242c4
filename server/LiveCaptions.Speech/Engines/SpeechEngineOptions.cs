namespace LiveCaptions.Speech.Engines;

/// <summary>Which models to load, from where, and how to run them.</summary>
public sealed record SpeechEngineOptions
{
    /// <summary>A name as <see cref="EngineCatalog"/> knows it.</summary>
    public string Engine { get; init; } = EngineCatalog.Auto;

    /// <summary>The engines that there are.</summary>
    public EngineCatalog Catalog { get; init; } = EngineCatalog.Default;

    /// <summary>
    /// An engine of this process that is loaded already: its voice detector, and what tells voices and emotions, serve this one, too, so
    /// that a track's speakers stay the same whichever of them hears it. Null where it is the first.
    /// </summary>
    public SpeechEngine? First { get; init; }

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

    /// <summary>Decodes that may run at once; 0 leaves it to the engine.</summary>
    public int MaxConcurrentDecodes { get; init; }
}
