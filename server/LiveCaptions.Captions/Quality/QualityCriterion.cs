namespace LiveCaptions.Captions.Quality;

/// <summary>A demand of a regulator, and how a session stands to it.</summary>
/// <param name="Source">Where it is written.</param>
/// <param name="Demand">What it says, in a sentence.</param>
/// <param name="Limit">Its number; null where it has none.</param>
/// <param name="Value">What was measured, in the limit's unit.</param>
/// <param name="RestsOn">What the result rests on, in a sentence.</param>
public sealed record QualityCriterion(
    string Id, string Source, string Demand, double? Limit, double? Value, string? Unit, CriterionResult Result, string RestsOn);
