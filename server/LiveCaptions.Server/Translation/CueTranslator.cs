using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation;

/// <summary>Finals in, their words in another language out; with what was said before them as context.</summary>
internal sealed class CueTranslator(
    Translators translators, TranslationStore store, PublishingProfiles profiles, IOptions<TranslationOptions> options)
{
    /// <summary>Finals that are translated together at most.</summary>
    public const int Most = 16;

    /// <summary>Finals before them that are told along: a sentence or two.</summary>
    private const int Context = 3;

    /// <summary>Lines that fail by themselves, one after the other, before it is the translator that fails.</summary>
    private const int Patience = 2;

    /// <param name="cues">Of one session and version, in order; what they are in is the first one's language.</param>
    /// <returns>All of them; where they cannot be translated together, those that can by themselves.</returns>
    /// <exception cref="TranslationException">They are not translated now.</exception>
    /// <exception cref="StorageException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(
        IReadOnlyList<Cue> cues, string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            return await TogetherAsync(cues, from, to, cancellationToken);
        }
        catch (TranslationException) when (cues.Count > 1)
        {
            return await OneByOneAsync(cues, from, to, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<TranslatedText>> TogetherAsync(
        IReadOnlyList<Cue> cues, string from, string to, CancellationToken cancellationToken)
    {
        var before = await store.ListBeforeAsync(cues[0], Context);
        var layout = profiles.Find(options.Value.Profile) ?? new PublishingOptions();
        var request = new TranslationRequest(from, to, [.. cues.Select(cue => cue.Text)], [.. before.Select(cue => cue.Text)])
        {
            Room = [.. cues.Select(cue => ReadingRoom.Of(cue, layout))],
        };
        var (texts, isDraft) = await translators.TranslateAsync(request, cancellationToken);
        return [.. cues.Zip(texts, (cue, text) => new TranslatedText(cue, to, text, isDraft))];
    }

    /// <summary>One line that no translator takes must not keep those behind it.</summary>
    private async Task<IReadOnlyList<TranslatedText>> OneByOneAsync(
        IReadOnlyList<Cue> cues, string from, string to, CancellationToken cancellationToken)
    {
        var (translated, failed) = (new List<TranslatedText>(), 0);
        foreach (var cue in cues)
        {
            try
            {
                translated.AddRange(await TogetherAsync([cue], cue.Language ?? from, to, cancellationToken));
                failed = 0;
            }
            catch (TranslationException) when (translated.Count > 0 || ++failed < Patience)
            {
            }
        }

        return translated;
    }
}
