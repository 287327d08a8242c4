using System.Text.Json;
using LiveCaptions.Server.Outgoing;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation;

/// <summary>The way out to servers that translate.</summary>
public sealed class TranslationHttp(IOptions<TranslationOptions> options, IOptions<OutgoingOptions> outgoing, OwnAddresses own)
    : IDisposable
{
    private readonly NamedHttp _http = new(outgoing.Value, own, options.Value.LibreTranslate.Address, options.Value.Chat.Address);

    /// <param name="name">Of the translator, for who reads of its failures.</param>
    /// <param name="key">Goes as a bearer token; null for none.</param>
    /// <exception cref="TranslationException">It answers with something else, or not at all.</exception>
    public async Task<JsonElement> PostAsync(string name, Uri address, object body, string? key, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.PostAsync(name, address, body, key, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new TranslationException(exception.Message, exception);
        }
    }

    public void Dispose() => _http.Dispose();
}
