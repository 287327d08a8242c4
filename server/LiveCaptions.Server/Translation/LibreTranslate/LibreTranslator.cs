using System.Text.Json;
using LiveCaptions.Server.Sessions;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation.LibreTranslate;

/// <summary>A LibreTranslate server: <c>POST /translate</c> with many texts at once; it takes no context.</summary>
internal sealed class LibreTranslator(IOptions<TranslationOptions> options, TranslationHttp http) : ITranslator
{
    private readonly EndpointOptions _options = options.Value.LibreTranslate;

    public string Name => "LibreTranslate";

    public bool Translates(string? from, string to) => _options.Address is not null && _options.Match(to) is not null;

    public async Task<IReadOnlyList<string>> TranslateAsync(TranslationRequest request, CancellationToken cancellationToken)
    {
        var body = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["q"] = request.Texts,
            ["source"] = LanguageTag.Match(request.From, _options.Tags) ?? request.From.Split('-')[0],
            ["target"] = _options.Match(request.To) ?? request.To,
            ["format"] = "text",
        };
        if (_options.Key.Length > 0)
        {
            body["api_key"] = _options.Key;
        }

        var address = new Uri($"{_options.Url.TrimEnd('/')}/translate");
        var answer = await http.PostAsync(Name, address, body, key: null, cancellationToken);
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("translatedText", out var made)
            && TranslatedLines.Read(made) is { } lines
            ? TranslatedLines.Check(Name, request.Texts, lines)
            : throw new TranslationException($"{Name} answers without translatedText.");
    }
}
