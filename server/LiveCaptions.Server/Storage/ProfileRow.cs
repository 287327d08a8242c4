namespace LiveCaptions.Server.Storage;

/// <summary>A named voice as it is stored.</summary>
public sealed class ProfileRow
{
    public required string Id { get; init; }

    /// <summary>As it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>Names the space of the vector: vectors of different spaces cannot be compared.</summary>
    public required string Space { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of speech that it was made of.</summary>
    public required double Seconds { get; init; }

    /// <summary>The mean voice, encrypted by <see cref="Profiles.ProfileVault"/>.</summary>
    public required byte[] Protected { get; init; }
}
