using System.Collections.Concurrent;
using LiveCaptions.Server.Translation;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>
/// Puts the language before every text: <c>[fr] w1 w2</c>. Does French, Spanish and Swiss German, and any of them may be held up.
/// </summary>
internal sealed class FakeTranslator : ITranslator
{
    private static readonly string[] Languages = ["fr", "es", "de-CH"];

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new(StringComparer.Ordinal);

    public string Name => "The fake";

    public ConcurrentQueue<TranslationRequest> Requests { get; } = new();

    /// <summary>So many requests fail from now on.</summary>
    public int Failures { get; set; }

    public bool Translates(string? from, string to) => Languages.Contains(to, StringComparer.Ordinal);

    /// <summary>Nothing of a language is answered until <see cref="Release"/>.</summary>
    public void Hold(string language) => _held[language] = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release(string language)
    {
        if (_held.TryRemove(language, out var held))
        {
            held.SetResult();
        }
    }

    public async Task<IReadOnlyList<string>> TranslateAsync(TranslationRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        if (_held.TryGetValue(request.To, out var held))
        {
            await held.Task.WaitAsync(cancellationToken);
        }

        if (Failures > 0)
        {
            Failures--;
            throw new TranslationException("The fake answers 503.");
        }

        return [.. request.Texts.Select(text => $"[{request.To}] {text}")];
    }
}
