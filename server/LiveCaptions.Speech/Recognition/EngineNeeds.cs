namespace LiveCaptions.Speech.Recognition;

/// <summary>What an engine needs to be here before it is loaded.</summary>
/// <param name="Models">Ids of the model catalog.</param>
/// <param name="Files">Paths of files that the catalog does not know.</param>
public sealed record EngineNeeds(IReadOnlyList<string> Models, IReadOnlyList<string> Files);
