namespace LiveCaptions.Speech.Recognition;

/// <summary>What a transcript was made of, for the stages that ask who speaks, and how.</summary>
/// <param name="Start">Position of the first sample.</param>
/// <param name="KeepFrom">Speech before this position belongs to the utterance before.</param>
/// <param name="KeepTo">Speech from this position on belongs to the next utterance.</param>
/// <param name="Audio">The samples; stays unchanged.</param>
/// <param name="Speech">Speech probability, 0 to 1, per <see cref="Vad.IVoiceActivityDetector.FrameLength"/> samples.</param>
/// <param name="Features">The encoder's inner layers; none where the engine has none to give.</param>
public sealed record HeardUtterance(
    long Start, long KeepFrom, long KeepTo, ReadOnlyMemory<float> Audio, IReadOnlyList<float> Speech, EncoderFeatures Features)
{
    /// <summary>
    /// Where the mean probability is higher, there is enough speech to tell who speaks, and how: more than recognition asks, as quiet
    /// speech says little about a voice.
    /// </summary>
    public const float ClearSpeech = 0.3f;

    /// <summary>Numbers of the feature blocks between two positions that hold clear speech and belong to this utterance.</summary>
    public IReadOnlyList<int> SpeechBlocks(long from, long to)
    {
        var blocks = new List<int>();
        for (var block = 0; block < Features.Blocks; block++)
        {
            var start = Features.Start + ((long)block * EncoderFeatures.BlockLength);
            var middle = start + (EncoderFeatures.BlockLength / 2);
            if (middle >= Math.Max(from, KeepFrom) && middle < Math.Min(to, KeepTo)
                && SpeechBetween(start, start + EncoderFeatures.BlockLength) > ClearSpeech)
            {
                blocks.Add(block);
            }
        }

        return blocks;
    }

    /// <summary>Samples of clear speech from a position on.</summary>
    public long SpeechSamples(long from)
    {
        var first = (int)Math.Clamp((from - Start) / Vad.IVoiceActivityDetector.FrameLength, 0, Speech.Count);
        return Speech.Skip(first).Count(p => p > ClearSpeech) * (long)Vad.IVoiceActivityDetector.FrameLength;
    }

    /// <summary>Mean speech probability between two positions; 0 where nothing was heard.</summary>
    public float SpeechBetween(long from, long to)
    {
        var first = (int)Math.Max(0, (from - Start) / Vad.IVoiceActivityDetector.FrameLength);
        var last = (int)Math.Min(Speech.Count - 1, (to - Start) / Vad.IVoiceActivityDetector.FrameLength);
        var sum = 0f;
        for (var frame = first; frame <= last; frame++)
        {
            sum += Speech[frame];
        }

        return last < first ? 0 : sum / (last - first + 1);
    }
}
