using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Access;

/// <summary>A key that was just made, with the secret itself.</summary>
public sealed record IssuedKey(KeyRow Row, string Key);
