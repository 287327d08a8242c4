using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench;

/// <summary>
/// A programme without pace and load: by the way that <c>transcribe</c> goes, or by that of live sessions, whose finals must say the same.
/// </summary>
public static class UnhurriedRun
{
    /// <returns>The finals' words.</returns>
    public static async Task<IReadOnlyList<string>> WordsAsync(
        SpeechEngine engine, Programme programme, CancellationToken cancellationToken) =>
        [.. (await TimedWordsAsync(engine, programme, cancellationToken)).Select(word => word.Text)];

    /// <returns>The finals' words with their times.</returns>
    public static Task<IReadOnlyList<Word>> TimedWordsAsync(
        SpeechEngine engine, Programme programme, CancellationToken cancellationToken,
        RecognitionQuality quality = RecognitionQuality.Fast) =>
        RecogniseAsync(engine, programme, new RecognizerStreamOptions { Interims = false, Quality = quality }, cancellationToken);

    /// <returns>The words of <c>transcribe --quality best</c>.</returns>
    public static async Task<IReadOnlyList<string>> BestWordsAsync(
        SpeechEngine engine, Programme programme, CancellationToken cancellationToken) =>
        [.. (await RecogniseAsync(
            engine, programme, new RecognizerStreamOptions { Interims = false, Quality = RecognitionQuality.Best }, cancellationToken))
            .Select(word => word.Text)];

    /// <returns>How many words of a live run are not those of a live run without load, letter for letter: 0, as finals depend
    /// on the samples alone.</returns>
    public static async Task<int> CountUnlikeAsync(
        SpeechEngine engine, Programme programme, LiveFigures live, CancellationToken cancellationToken) =>
        WordErrorRate.Between(await LiveWordsAsync(engine, programme, cancellationToken), live.Words).Errors;

    /// <returns>The words of the finals of a live session with the server's own settings.</returns>
    public static async Task<IReadOnlyList<string>> LiveWordsAsync(
        SpeechEngine engine, Programme programme, CancellationToken cancellationToken)
    {
        var options = new RecognizerStreamOptions
        {
            MaxDelay = () => TimeSpan.FromSeconds(new SessionOptions().MaxDelaySeconds),
            WholeCues = new WholeCues(new CueOptions(), engine.Recognizer.Languages[0], () => null).Count,
        };
        return [.. (await RecogniseAsync(engine, programme, options, cancellationToken)).Select(word => word.Text)];
    }

    private static async Task<IReadOnlyList<Word>> RecogniseAsync(
        SpeechEngine engine, Programme programme, RecognizerStreamOptions options, CancellationToken cancellationToken)
    {
        await using var reader = new ProgrammeReader(programme);
        await using var pipeline = engine.CreatePipeline(options);
        var words = new List<Word>();
        await foreach (var transcript in pipeline.RunAsync(new MediaSource(reader), cancellationToken))
        {
            words.AddRange(transcript.IsFinal ? transcript.Words : []);
        }

        return words;
    }
}
