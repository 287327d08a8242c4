using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Finds voices in what the recogniser's encoder has computed anyway, and in the sound's cepstrum.</summary>
internal sealed class HeadVoiceFinder(SpeakerHead head) : IVoiceFinder
{
    /// <summary>A block is speech from this mean probability on: more than recognition asks, as quiet blocks say little about a voice.</summary>
    private const float Speech = 0.3f;

    /// <summary>Blocks of speech that an utterance has at least: 0.36 s. Less says nothing about a voice.</summary>
    private const int Shortest = 3;

    public VoiceModel Model => head.Model;

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance)
    {
        var blocks = SpeechBlocks(utterance);
        if (blocks.Count < Shortest)
        {
            return [];
        }

        var features = new VoiceFeatures(utterance);
        return [.. VoiceWindows.Over(blocks.Count).Select(window => new VoicePiece(
            Position(utterance, blocks[window.First]),
            window.End < blocks.Count ? Position(utterance, blocks[window.End]) : Position(utterance, blocks[^1] + 1),
            Math.Min(1, (window.To - window.From) / (float)VoiceWindows.Length),
            Vector(features.Of(blocks[window.From..window.To]))))];
    }

    private float[] Vector(float[] features)
    {
        var vector = new float[head.Offset.Length];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = TensorPrimitives.Dot(head.Weights.AsSpan(i * features.Length, features.Length), features) + head.Offset[i];
        }

        return vector;
    }

    /// <summary>Numbers of the utterance's own blocks that hold speech.</summary>
    private static List<int> SpeechBlocks(HeardUtterance utterance)
    {
        var blocks = new List<int>();
        for (var block = 0; block < utterance.Features.Blocks; block++)
        {
            var from = Position(utterance, block);
            var middle = from + (EncoderFeatures.BlockLength / 2);
            if (middle >= utterance.KeepFrom && middle < utterance.KeepTo && utterance.SpeechBetween(from, from + EncoderFeatures.BlockLength) > Speech)
            {
                blocks.Add(block);
            }
        }

        return blocks;
    }

    private static long Position(HeardUtterance utterance, int block) => utterance.Features.Start + ((long)block * EncoderFeatures.BlockLength);
}
