namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// Finds out when the words of a text that is known were said: for engines that tell no times, or guess them
/// (<see cref="EngineCapabilities.GuessesWordTimes"/>). Thread-safe.
/// </summary>
public interface IAligner
{
    /// <summary>Languages it can read, BCP 47 primary tags.</summary>
    IReadOnlyList<string> Languages { get; }

    /// <summary>Takes processor time of this machine, behind what live streams ask for.</summary>
    /// <param name="heard">The sound that all of the words were said in.</param>
    /// <param name="words">As written, in their order; times are guesses, of use only where the sound is long.</param>
    /// <returns>The same words with times in which they were said; null where text and sound do not fit each other, or there is too little
    /// sound.</returns>
    Task<IReadOnlyList<Word>?> AlignAsync(HeardUtterance heard, IReadOnlyList<Word> words, CancellationToken cancellationToken);
}
