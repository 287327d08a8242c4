using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition;

/// <summary>Which engine to load, and how.</summary>
/// <param name="Engine">As it was asked for; one that the factory matches.</param>
/// <param name="ModelsDirectory">Folder of the pulled models: one folder per catalog id.</param>
/// <param name="Time">The clock of whatever waits.</param>
public sealed record EngineOrder(string Engine, string ModelsDirectory, TimeProvider Time)
{
    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public string ExecutionProvider { get; init; } = "auto";

    /// <summary>Decodes that may run at once; 0 leaves it to the engine.</summary>
    public int MaxConcurrentDecodes { get; init; }

    /// <summary>
    /// Where another engine of this process decodes: who decodes on as many threads as that one takes turns with it. Null where there is
    /// none.
    /// </summary>
    public InferenceScheduler? Scheduler { get; init; }

    /// <summary>Layers of the encoder to give out with each decode; of engines that have taps.</summary>
    public IReadOnlyList<string> Taps { get; init; } = [];
}
