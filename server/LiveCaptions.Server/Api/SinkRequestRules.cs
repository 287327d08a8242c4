using System.Text.RegularExpressions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>What a request for a sink may ask for.</summary>
internal static partial class SinkRequestRules
{
    private const int MaxAddress = 2_000;
    private const int MaxPassword = 500;
    private const int MaxDelay = 60;
    private const int ObsPort = 4455;

    public static bool IsId(string id) => IdForm().IsMatch(id);

    /// <param name="before">The sink that is there already.</param>
    /// <param name="isListed">Whether the administrator allows an address that is not YouTube's.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(SinkRequest request, SinkRow? before, Func<Uri, bool> isListed)
    {
        if ((request.Type ?? before?.Type) is not { } type || !Enum.IsDefined(type))
        {
            return ("sink_type_invalid", "type is 'youtube' or 'obs'.");
        }

        var kept = before is { IsLost: false } && before.Type == type;
        if (type == SinkType.YouTube
            && !(request.Url is null ? kept : TryReadUrl(request.Url, out var url) && (IsYouTube(url) || isListed(url))))
        {
            return ("url_invalid", "url is the caption ingestion URL from YouTube Studio: http://upload.youtube.com/closedcaption?cid=… "
                + "(LIVECAPTIONS_Outgoing__Allow=HOST allows a relay of your own).");
        }

        if (type == SinkType.Obs && !(request.Address is null ? kept : TryReadAddress(request.Address, out _)))
        {
            return ("address_invalid", "address is where OBS' WebSocket server listens: HOST:4455.");
        }

        if (request.Password is { Length: > MaxPassword })
        {
            return ("password_too_long", $"A password has at most {MaxPassword} characters.");
        }

        if (request.Delay is not null and not (>= 0 and <= MaxDelay))
        {
            return ("delay_invalid", $"delay goes from 0 to {MaxDelay} seconds.");
        }

        return request.Seq is < 0 or > int.MaxValue ? ("seq_invalid", $"seq goes from 0 to {int.MaxValue}.") : null;
    }

    /// <summary>The sink that a request without a fault asks for.</summary>
    public static SinkRow Apply(SinkRequest request, SinkRow? before, string sessionId, string id, DateTimeOffset now)
    {
        var type = request.Type ?? before!.Type;
        var kept = before is { IsLost: false } && before.Type == type ? before : null;
        var asked = type == SinkType.YouTube ? request.Url : request.Address;
        var address = asked is null ? kept!.Address : Read(type, asked);
        return new SinkRow
        {
            SessionId = sessionId,
            Id = id,
            Type = type,
            Address = address,
            Password = type == SinkType.Obs ? request.Password ?? kept?.Password : null,
            Delay = Math.Round(request.Delay ?? kept?.Delay ?? 0, 3),
            Interims = request.Interims ?? kept?.Interims ?? type == SinkType.Obs,
            CreatedAt = before?.CreatedAt ?? now,
            NextPost = request.Seq ?? (kept?.Address == address ? kept.NextPost : 1),
            Sent = before?.Sent ?? 0,
            Dropped = before?.Dropped ?? 0,
        };
    }

    private static string Read(SinkType type, string text) =>
        (type == SinkType.YouTube ? TryReadUrl(text, out var address) : TryReadAddress(text, out address))
            ? address.AbsoluteUri
            : throw new ArgumentException("An address with a fault.", nameof(text));

    private static bool TryReadUrl(string text, out Uri address) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out address!)
        && address is { Scheme: "http" or "https", UserInfo: "" }
        && text.Length <= MaxAddress;

    // As YouTube Studio shows it.
    private static bool IsYouTube(Uri url) =>
        url is { IsDefaultPort: true, AbsolutePath: "/closedcaption", Query.Length: > 1 }
        && (url.Host is "youtube.com" || url.Host.EndsWith(".youtube.com", StringComparison.Ordinal));

    private static bool TryReadAddress(string text, out Uri address)
    {
        var trimmed = text.Trim();
        var full = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : $"ws://{trimmed}";
        if (!Uri.TryCreate(full, UriKind.Absolute, out address!)
            || address is not { Scheme: "ws" or "wss", UserInfo: "", Query: "", Host.Length: > 0 } || text.Length > MaxAddress)
        {
            return false;
        }

        // 80 is what ws:// means without a port; nobody lets OBS listen there.
        address = address is { Scheme: "ws", IsDefaultPort: true } ? new UriBuilder(address) { Port = ObsPort }.Uri : address;
        return true;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex IdForm();
}
