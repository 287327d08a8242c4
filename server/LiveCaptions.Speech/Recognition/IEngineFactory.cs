namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// A kind of engine: what it can do, what it needs, and how it is loaded. A new kind is a folder with one of these and a line in
/// <see cref="Engines.EngineCatalog"/>. Thread-safe.
/// </summary>
public interface IEngineFactory
{
    EngineDescription Description { get; }

    /// <summary>The <see cref="IRecognizer.Name"/> that an engine of this kind has where it is asked for in these words.</summary>
    /// <param name="engine">Such as <c>moonshine-base</c>, or <c>whisper:/models/ggml-small.bin</c>.</param>
    /// <returns>Null where it is another kind's.</returns>
    string? Match(string engine);

    /// <summary>What has to be on this machine for it.</summary>
    /// <param name="engine">One that <see cref="Match"/>es.</param>
    EngineNeeds NeedsOf(string engine);

    /// <summary>Loads it and finds out what this machine can do with it. Takes its time.</summary>
    /// <exception cref="Inference.ModelMissingException">A model of the catalog is not there.</exception>
    /// <exception cref="EngineUnavailableException">Something else that it needs is not there.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    LoadedRecognizer Load(EngineOrder order);
}
