using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Pipeline;

/// <summary>Gives a track's finals the times in which their words were said, where the engine only guesses them.</summary>
/// <param name="onFault">Told where an aligner failed: the guesses stay then, as they do where text and sound do not fit.</param>
internal sealed class TimingStage(IAligner aligner, Action<Exception> onFault)
{
    private long _earliest;

    public async ValueTask<Transcript> PlaceAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        if (!transcript.IsFinal || transcript.Words.Count == 0)
        {
            return transcript;
        }

        var words = await AlignedAsync(transcript, cancellationToken) ?? transcript.Words;

        // Starts never go back, and the final before may have words of other times than were guessed.
        words = [.. words.Select(word => word with { Start = Later(word.Start), End = Later(word.End) })];
        _earliest = words[^1].Start;
        return transcript with { Words = words };

        long Later(long position) => Math.Max(position, _earliest);
    }

    private async ValueTask<IReadOnlyList<Word>?> AlignedAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        if (transcript.Heard is not { } heard
            || !aligner.Languages.Contains(transcript.Language.Split('-')[0], StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            return await aligner.AlignAsync(heard, transcript.Words, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            onFault(fault);
            return null;
        }
    }
}
