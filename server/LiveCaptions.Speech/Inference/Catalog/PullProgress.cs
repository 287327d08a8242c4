namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>How far a pull is.</summary>
/// <param name="ModelId">Of the model being fetched.</param>
/// <param name="Step">What is being done, such as <c>npm pack …</c> or a file's name.</param>
/// <param name="Received">Bytes of the step so far; null where the source does not say.</param>
/// <param name="Total">Bytes of the step in all.</param>
public readonly record struct PullProgress(string ModelId, string Step, long? Received, long Total);
