namespace LiveCaptions.Server.Refusals;

/// <summary>Why a publisher is not let in.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Short name for programs.</param>
/// <param name="Detail">One line for people: what, and what to do.</param>
/// <param name="RetryAfter">Seconds after which trying again may help.</param>
public sealed record IngestRefusal(int Status, string Code, string Detail, int? RetryAfter = null);
