namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A sign-in that a person consents to on another device (RFC 8628).</summary>
/// <param name="Secret">By which we ask how it stands.</param>
/// <param name="UserCode">What the person types.</param>
/// <param name="Place">Where the person types it.</param>
/// <param name="Interval">Between two questions.</param>
/// <param name="Until">When it is over.</param>
/// <param name="Project">By which Google project.</param>
public sealed record DeviceCode(string Secret, string UserCode, Uri Place, TimeSpan Interval, DateTimeOffset Until, string Project);
