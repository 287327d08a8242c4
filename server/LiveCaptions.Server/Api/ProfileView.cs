using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>A voice profile as it is told of; the voice itself never leaves the server.</summary>
/// <param name="Seconds">Of speech that it was made of.</param>
public sealed record ProfileView(string Id, string Name, DateTimeOffset CreatedAt, double Seconds)
{
    public static ProfileView From(ProfileRow row) => new(row.Id, row.Name, row.CreatedAt, row.Seconds);
}
