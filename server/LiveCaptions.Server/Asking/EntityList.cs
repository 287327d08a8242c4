namespace LiveCaptions.Server.Asking;

/// <param name="Whole">Whether all of the transcript was read for it.</param>
public sealed record EntityList(IReadOnlyList<FoundEntity> Entities, bool Whole);
