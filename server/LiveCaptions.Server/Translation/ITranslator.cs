namespace LiveCaptions.Server.Translation;

/// <summary>Something that translates: a server, or a program. Thread-safe.</summary>
public interface ITranslator
{
    /// <summary>As the administrator and the log know it.</summary>
    string Name { get; }

    /// <summary>Made by rules: to be understood, not to be published.</summary>
    bool IsDraft => false;

    /// <param name="from">BCP 47; null where that is not known yet.</param>
    bool Translates(string? from, string to);

    /// <returns>As many texts as there were, each on one line.</returns>
    /// <exception cref="TranslationException">It cannot now, or not this.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task<IReadOnlyList<string>> TranslateAsync(TranslationRequest request, CancellationToken cancellationToken);
}
