namespace LiveCaptions.Server.Access;

/// <summary>An endpoint that needs no key.</summary>
/// <param name="Why">Who or what decides instead, or why nobody has to.</param>
public sealed record OpenDoor(string Why);
