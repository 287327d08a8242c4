using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>Finds voices in what the recogniser's encoder has computed anyway.</summary>
internal sealed class HeadVoiceFinder(SpeakerHead head) : IVoiceFinder
{
    /// <summary>A block is speech from this mean probability on: more than recognition asks, as quiet blocks say little about a voice.</summary>
    private const float Speech = 0.3f;

    private readonly PieceSplitter _splitter = new(head.Model);

    public VoiceModel Model => head.Model;

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance)
    {
        var blocks = SpeechBlocks(utterance);
        if (blocks.Count < PieceSplitter.Shortest)
        {
            return [];
        }

        var voices = new VoiceSums(head, utterance.Features, blocks);
        return [.. _splitter.Split(voices).Select(piece => Piece(utterance, blocks, voices, piece))];
    }

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

    private static VoicePiece Piece(HeardUtterance utterance, List<int> blocks, VoiceSums voices, (int From, int To) piece) => new(
        Position(utterance, blocks[piece.From]),
        Position(utterance, blocks[piece.To - 1] + 1),
        piece.To - piece.From,
        voices.Between(piece.From, piece.To));

    private static long Position(HeardUtterance utterance, int block) => utterance.Features.Start + ((long)block * EncoderFeatures.BlockLength);
}
