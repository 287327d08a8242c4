using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench;

/// <summary>A programme by the way that <c>transcribe</c> goes: without pace, load and interims. Live finals must say the same.</summary>
public static class UnhurriedRun
{
    /// <returns>The finals' words.</returns>
    public static async Task<IReadOnlyList<string>> WordsAsync(SpeechEngine engine, Programme programme, CancellationToken cancellationToken) =>
        [.. (await TimedWordsAsync(engine, programme, cancellationToken)).Select(word => word.Text)];

    /// <returns>The finals' words with their times.</returns>
    public static async Task<IReadOnlyList<Word>> TimedWordsAsync(SpeechEngine engine, Programme programme, CancellationToken cancellationToken)
    {
        await using var reader = new ProgrammeReader(programme);
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions { Interims = false });
        var words = new List<Word>();
        await foreach (var transcript in pipeline.RunAsync(new MediaSource(reader), cancellationToken))
        {
            words.AddRange(transcript.Words);
        }

        return words;
    }

    /// <returns>How many words of a live run are not those of this one, letter for letter.</returns>
    public static async Task<int> CountUnlikeAsync(SpeechEngine engine, Programme programme, LiveFigures live, CancellationToken cancellationToken) =>
        WordErrorRate.Between(await WordsAsync(engine, programme, cancellationToken), live.Words).Errors;
}
