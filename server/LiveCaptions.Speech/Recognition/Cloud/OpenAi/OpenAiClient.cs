using System.Net.Http.Headers;
using System.Text.Json;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>
/// <c>POST audio/transcriptions</c>, as OpenAI has it and others understand it. Thread-safe. Trying again is left to the way out, which
/// knows how long to wait.
/// </summary>
internal sealed class OpenAiClient(CloudAccess access, string model, OpenAiSettings settings) : IDisposable
{
    public const string Setting = "LIVECAPTIONS_Engines__OpenAi__";

    private const string Provider = "The OpenAI-compatible server";

    /// <summary>Bytes of the longest answer: half a minute of speech has a hundredth of it.</summary>
    private const int Most = 4 * 1024 * 1024;

    /// <summary>Characters of key terms, of the about 224 tokens that a prompt may have.</summary>
    private const int LongestPrompt = 600;

    private readonly SemaphoreSlim _places = new(settings.MaxRequests);

    /// <summary>What is said in a piece of sound; times count from its first sample.</summary>
    /// <param name="language">BCP 47; null has it found out.</param>
    /// <exception cref="EngineFaultException">There is no answer, or none that can be understood.</exception>
    public async Task<Hypothesis> HearAsync(
        ReadOnlyMemory<float> audio, string? language, IReadOnlyList<string> keyterms, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        using var late = new CancellationTokenSource(settings.Patience, access.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var request = Request(audio, language, keyterms);
            using var response = await access.Http.SendAsync(request, stop.Token);
            var answer = response.IsSuccessStatusCode
                ? await ReadAsync(response.Content, stop.Token)
                : throw Fault(CloudFault.Of((int)response.StatusCode));
            return OpenAiAnswer.Words(answer, audio.Length);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException)
        {
            throw Fault(new CloudFault(EngineFaultKind.Transient, e is JsonException ? "not understood" : "no connection"), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(new CloudFault(EngineFaultKind.Transient, "no answer"), e);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private HttpRequestMessage Request(ReadOnlyMemory<float> audio, string? language, IReadOnlyList<string> keyterms)
    {
        var sound = new ByteArrayContent(WaveSound.Of(audio.Span));
        sound.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent { { sound, "file", "audio.wav" } };
        foreach (var (name, value) in Fields(language, keyterms))
        {
            form.Add(new StringContent(value), name);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, access.Request("audio/transcriptions")) { Content = form };
        request.Headers.Authorization = access.Key is { } key ? new AuthenticationHeaderValue("Bearer", key) : null;
        return request;
    }

    private IEnumerable<(string Name, string Value)> Fields(string? language, IReadOnlyList<string> keyterms)
    {
        yield return ("model", model);
        yield return ("temperature", "0");

        // OpenAI's models besides Whisper tell the text alone, and refuse to be asked for more.
        if (model.StartsWith("gpt-", StringComparison.Ordinal))
        {
            yield return ("response_format", "json");
        }
        else
        {
            yield return ("response_format", "verbose_json");
            yield return ("timestamp_granularities[]", "word");
            yield return ("timestamp_granularities[]", "segment");
        }

        if (language is not null)
        {
            yield return ("language", CloudLanguage.Primary(language));
        }

        if (Prompt(keyterms) is { } prompt)
        {
            yield return ("prompt", prompt);
        }
    }

    /// <summary>Key terms as something that was said before: what follows is written in the same spelling.</summary>
    private static string? Prompt(IReadOnlyList<string> terms)
    {
        var left = LongestPrompt;
        var taken = terms.TakeWhile(term => (left -= term.Length + 2) >= 0).ToList();
        return taken.Count > 0 ? $"{string.Join(", ", taken)}." : null;
    }

    private static async Task<JsonElement> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await content.LoadIntoBufferAsync(Most, cancellationToken);
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        return document.RootElement.Clone();
    }

    private static EngineFaultException Fault(CloudFault fault, Exception? inner = null) => fault.ToException(Provider, Setting, inner);
}
