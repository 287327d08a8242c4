using LiveCaptions.Server.Sessions;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation;

/// <summary>All that translate on this server: which of them does a language, and one request after the other within its limits.</summary>
public sealed class Translators(IEnumerable<ITranslator> all, TimeProvider time, IOptions<TranslationOptions> options) : ITargetLanguages
{
    private readonly List<(ITranslator Translator, SemaphoreSlim Turns)> _all =
        [.. all.Select(translator => (translator, new SemaphoreSlim(options.Value.Concurrency)))];

    /// <returns>Null where none can.</returns>
    public ITranslator? Find(string? from, string to) => _all.Find(one => one.Translator.Translates(from, to)).Translator;

    public string? FindUnknown(string? from, IReadOnlyList<string> targets) => targets.FirstOrDefault(to => Find(from, to) is null);

    /// <returns>As many texts as there were, and whether they are a draft.</returns>
    /// <exception cref="TranslationException">None can, or it cannot now.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<(IReadOnlyList<string> Texts, bool IsDraft)> TranslateAsync(
        TranslationRequest request, CancellationToken cancellationToken)
    {
        var (translator, turns) = _all.Find(one => one.Translator.Translates(request.From, request.To));
        if (translator is null)
        {
            throw new TranslationException($"No translator of this server translates from {request.From} to {request.To}.");
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RequestSeconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var waits = true;
        try
        {
            await turns.WaitAsync(both.Token);
            waits = false;
            return (await translator.TranslateAsync(request, both.Token), translator.IsDraft);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TranslationException($"{translator.Name} does not answer within {options.Value.RequestSeconds:0.#} seconds.");
        }
        finally
        {
            if (!waits)
            {
                turns.Release();
            }
        }
    }
}
