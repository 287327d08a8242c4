using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// A window over an utterance's speech and what a voice is told by there. Heads are trained on just what they
/// are used on. Positions in samples.
/// </summary>
/// <param name="Start">Of the first block that the features are of.</param>
/// <param name="End">Of the last one.</param>
/// <param name="DecidesFrom">Where the stretch begins that this window decides, being nearer to its middle than to others'.</param>
/// <param name="DecidesTo">Where that stretch ends.</param>
/// <param name="Share">Blocks of speech, as a share of a full window's.</param>
/// <param name="Features">As <see cref="VoiceFeatures"/> makes them.</param>
internal sealed record UtteranceWindow(long Start, long End, long DecidesFrom, long DecidesTo, float Share, float[] Features)
{
    /// <summary>Blocks of speech that an utterance has at least: 0.36 s. Less says nothing about a voice.</summary>
    private const int Shortest = 3;

    /// <param name="taps">Names of the encoder's layers that the voice is told by, in order.</param>
    public static IEnumerable<UtteranceWindow> Over(HeardUtterance utterance, IReadOnlyList<string> taps)
    {
        var blocks = utterance.SpeechBlocks(utterance.KeepFrom, utterance.KeepTo);
        if (blocks.Count < Shortest)
        {
            yield break;
        }

        var features = new VoiceFeatures(utterance, taps);
        foreach (var (from, to, first, end) in VoiceWindows.Over(blocks))
        {
            yield return new UtteranceWindow(
                Position(utterance, blocks[from]),
                Position(utterance, blocks[to - 1] + 1),
                Position(utterance, blocks[first]),
                end < blocks.Count ? Position(utterance, blocks[end]) : Position(utterance, blocks[^1] + 1),
                Math.Min(1, (to - from) / (float)VoiceWindows.Length),
                features.Of([.. blocks.Take(from..to)]));
        }
    }

    private static long Position(HeardUtterance utterance, int block) =>
        utterance.Features.Start + ((long)block * EncoderFeatures.BlockLength);
}
