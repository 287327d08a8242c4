namespace LiveCaptions.Speech.Inference;

/// <summary>A model's files are not where they should be.</summary>
public sealed class ModelMissingException(string modelId, string path)
    : Exception($"Model '{modelId}' is not in {path}. Get it with: ./livecaptions models pull {modelId}")
{
    public string ModelId { get; } = modelId;
}
