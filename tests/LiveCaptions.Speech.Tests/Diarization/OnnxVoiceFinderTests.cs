using System.Numerics.Tensors;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;
using static LiveCaptions.Speech.Tests.Diarization.Voices;

namespace LiveCaptions.Speech.Tests.Diarization;

public sealed class OnnxVoiceFinderTests : IDisposable
{
    private const int Frame = IVoiceActivityDetector.FrameLength;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-speaker-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Pieces_of_one_voice_are_alike_and_of_two_are_not()
    {
        var finder = Finder(SpeakerGraphs.Movement());
        var pieces = finder.Find(Utterance((Low, 2), (0, 0.5), (High, 2), (0, 0.5), (Low, 2)));
        Assert.Equal(3, pieces.Count);
        Assert.True(Cosine(pieces[0], pieces[2]) > 0.6);
        Assert.True(Cosine(pieces[0], pieces[1]) < 0.3);
    }

    [Fact]
    public void Speakers_are_told_apart_by_the_models_vectors()
    {
        var tracker = new SpeakerTracker(Finder(SpeakerGraphs.Movement()));
        var said = new[] { Low, High, Low, High }.Select((hertz, i) => tracker.Label(Final(i, Utterance((hertz, 2.5))))).ToList();
        var speakers = said.Select(final => final.Words[0].Speaker!.Number).ToList();
        Assert.Equal([0, 1, 0, 1], speakers);
    }

    [Fact]
    public void Model_gets_features_of_its_window_with_their_mean_taken_off()
    {
        var utterance = Utterance((Low, 1));
        Assert.All([FbankWindow.Hamming, FbankWindow.Povey], window =>
        {
            var expected = new Fbank(FbankOptions.Speakers(window)).Compute(utterance.Audio.Span);
            Fbank.SubtractMean(expected);
            var frame = expected.AsSpan(0, Fbank.Bins);
            var vector = Assert.Single(new OnnxVoiceFinder("m", Network(SpeakerGraphs.FirstFrame("voice")), window).Find(utterance)).Vector;
            Assert.Equal(1, TensorPrimitives.CosineSimilarity(frame, vector), 1e-5);
        });
    }

    [Fact]
    public void Piece_lies_where_it_was_heard_and_weighs_its_speech()
    {
        var heard = Utterance((0, 0.48), (Low, 1.92), (0, 0.48)) with { Start = 100_000 };
        var piece = Assert.Single(Finder(SpeakerGraphs.Movement()).Find(heard));
        Assert.Equal((100_000 + (15 * Frame), 100_000 + (75 * Frame)), (piece.Start, piece.End));
        Assert.InRange(piece.Weight, 0.5f, 0.8f);
    }

    [Fact]
    public void Speech_of_neighbouring_utterances_is_left_to_them()
    {
        var heard = Utterance((Low, 3.2)) with { KeepFrom = 40 * Frame, KeepTo = 80 * Frame };
        var piece = Assert.Single(Finder(SpeakerGraphs.Movement()).Find(heard));
        Assert.Equal((40 * Frame, 80 * Frame), (piece.Start, piece.End));
    }

    [Fact]
    public void Long_speech_is_cut_where_the_pause_is_longest()
    {
        var pieces = Finder(SpeakerGraphs.Movement()).Find(Utterance((Low, 1.6), (0, 0.096), (Low, 0.96), (0, 0.192), (Low, 1.28)));
        Assert.Equal([(0, 83 * Frame), (89 * Frame, 129 * Frame)], pieces.Select(p => ((int)p.Start, (int)p.End)));
    }

    [Theory]
    [InlineData(3.5)]
    [InlineData(10)]
    [InlineData(29.7)]
    public void Speech_without_a_pause_comes_in_pieces_of_three_seconds_at_most(double seconds)
    {
        var heard = Utterance((Low, seconds));
        var pieces = Finder(SpeakerGraphs.Movement()).Find(heard);
        Assert.All(pieces, piece => Assert.InRange(piece.End - piece.Start, AudioFormat.ToSamples(1.4), AudioFormat.ToSamples(3.01)));
        Assert.Equal(heard.Audio.Length, pieces.Sum(piece => piece.End - piece.Start));
    }

    [Fact]
    public void Too_little_speech_is_nobodys()
    {
        Assert.Empty(Finder(SpeakerGraphs.Movement()).Find(Utterance((0, 1), (Low, 0.5), (0, 1))));
        Assert.Empty(Finder(SpeakerGraphs.Movement()).Find(Utterance()));
    }

    [Fact]
    public void Inputs_and_outputs_may_have_any_name_and_others_beside_them()
    {
        Assert.Equal(240, Network(SpeakerGraphs.Movement("fbank_features", "0")).Dimensions);
        Assert.Equal(80, Network(SpeakerGraphs.FirstFrame("frames", "voice")).Dimensions);
    }

    [Fact]
    public void Model_of_another_shape_is_refused_in_one_line_that_says_what_is_expected()
    {
        Refused(SpeakerGraphs.Other(1, 1, -1, 40), "x Single[1, ?, 40]");
        Refused(SpeakerGraphs.Other(1, 1, 200, 80), "x Single[1, 200, 80]");
        Refused(SpeakerGraphs.Other(1, 1, -1), "x Single[1, ?]");
        Refused(SpeakerGraphs.Other(7, 1, -1, 80), "x Int64[1, ?, 80]");
        Refused(SpeakerGraphs.TwoInputs(), "feats Single[1, ?, 80], lengths Single[1, ?, 80]");
        Refused(SpeakerGraphs.Other(1, 1, -1, 80), "its output is y Single[1, ?, 80]");
        Refused("no model"u8.ToArray(), "ONNX Runtime cannot run it");
    }

    private void Refused(byte[] model, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Network(model)).Message;
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.FullName, "speaker.onnx"), error, StringComparison.Ordinal);
        Assert.Contains("Single[1, ?, 80] (log mel energies by frames)", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    private static Transcript Final(int number, HeardUtterance heard) => new()
    {
        Utterance = number,
        IsFinal = true,
        Words = [new Word("word", 0, heard.Audio.Length, 1)],
        StableWords = 1,
        Language = "en",
        AudioEnd = heard.Audio.Length,
        Heard = heard,
    };

    private static float Cosine(VoicePiece a, VoicePiece b) => TensorPrimitives.CosineSimilarity<float>(a.Vector, b.Vector);

    private OnnxVoiceFinder Finder(byte[] model) => new("movement", Network(model), FbankWindow.Hamming);

    private SpeakerNetwork Network(byte[] model)
    {
        var path = Path.Combine(_folder.FullName, "speaker.onnx");
        File.WriteAllBytes(path, model);
        return SpeakerNetwork.Load(path, ExecutionProvider.Choose("cpu"));
    }
}
