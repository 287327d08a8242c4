using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Translation;

/// <summary>Finals in, their words in another language out; with what was said before them as context.</summary>
internal sealed class CueTranslator(Translators translators, TranslationStore store)
{
    /// <summary>Finals that are translated together at most.</summary>
    public const int Most = 16;

    /// <summary>Finals before them that are told along: a sentence or two.</summary>
    private const int Context = 3;

    /// <param name="cues">Of one session and version, in order; what they are in is the first one's language.</param>
    /// <exception cref="TranslationException">They are not translated now.</exception>
    /// <exception cref="StorageException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(
        IReadOnlyList<Cue> cues, string from, string to, CancellationToken cancellationToken)
    {
        var before = await store.ListBeforeAsync(cues[0], Context);
        var request = new TranslationRequest(from, to, [.. cues.Select(cue => cue.Text)], [.. before.Select(cue => cue.Text)]);
        var (texts, isDraft) = await translators.TranslateAsync(request, cancellationToken);
        return [.. cues.Zip(texts, (cue, text) => new TranslatedText(cue, to, text, isDraft))];
    }
}
