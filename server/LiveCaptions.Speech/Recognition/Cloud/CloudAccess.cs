namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>How a provider is reached. No record: its text would have the key in it.</summary>
/// <param name="address">Where its API begins, such as <c>https://api.deepgram.com</c>.</param>
/// <param name="key">Null where it asks for none.</param>
/// <param name="http">The way out, with its policy. Outlives every engine.</param>
/// <param name="time">The clock of whatever waits.</param>
public sealed class CloudAccess(Uri address, string? key, HttpMessageInvoker http, TimeProvider time)
{
    public Uri Address { get; } = address;

    public HttpMessageInvoker Http { get; } = http;

    public TimeProvider Time { get; } = time;

    internal string? Key { get; } = string.IsNullOrWhiteSpace(key) ? null : key.Trim();

    /// <summary>An address of the API for WebSockets.</summary>
    /// <param name="path">Behind the address, without a slash before it.</param>
    internal Uri Socket(string path, IEnumerable<(string Name, string Value)>? query = null)
    {
        var socket = new UriBuilder(Request(path)) { Scheme = Address.Scheme is "http" or "ws" ? "ws" : "wss" };
        socket.Query = string.Join('&', (query ?? []).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"));
        return socket.Uri;
    }

    /// <summary>An address of the API for requests.</summary>
    /// <inheritdoc cref="Socket"/>
    internal Uri Request(string path) => new(Address.ToString().TrimEnd('/') + "/" + path);
}
