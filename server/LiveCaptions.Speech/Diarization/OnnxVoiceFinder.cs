using System.Numerics.Tensors;
using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Finds voices by a speaker model of somebody else's: WeSpeaker, 3D-Speaker and others that make a vector of log mel energies.
/// </summary>
internal sealed class OnnxVoiceFinder : IVoiceFinder
{
    // Vectors of length 1 of one voice have a cosine of about 0.6, of two voices about 0.1: of the squared length, half is what voices
    // differ in and 0.4 what utterances of one voice do. In the unit of the model the vectors of one voice have variance 1 per dimension.
    private const float BetweenShare = 0.5f;
    private const float WithinShare = 0.4f;

    /// <summary>Speech that makes a vector as good as it gets: 3 s.</summary>
    private const float FullFrames = 94;

    private readonly float _unit;
    private readonly Fbank _fbank;
    private readonly SpeakerNetwork _network;

    /// <param name="name">Names the vectors' space.</param>
    public OnnxVoiceFinder(string name, SpeakerNetwork network, FbankWindow window)
    {
        _network = network;
        _fbank = new Fbank(FbankOptions.Speakers(window));
        _unit = MathF.Sqrt(network.Dimensions / WithinShare);
        Model = new VoiceModel(name, [.. Enumerable.Repeat(BetweenShare / WithinShare, network.Dimensions)]);
    }

    public VoiceModel Model { get; }

    /// <exception cref="ModelMissingException">The model's file is not there.</exception>
    /// <exception cref="InvalidDataException">The catalog has no such speaker model, or its file is none.</exception>
    public static OnnxVoiceFinder Load(string id, ModelCatalog catalog, ModelStore models, ExecutionProvider provider)
    {
        var speakers = catalog.Models.Where(model => model.Engine == ModelEntry.SpeakerEngine).ToList();
        var entry = speakers.Find(model => model.Id == id) ?? throw new InvalidDataException(
            $"There is no speaker model '{id}'. There are: {string.Join(", ", speakers.Select(model => model.Id).DefaultIfEmpty("none"))}. "
            + "models/README.md says how to add one.");
        var file = entry.Files[0];
        var network = SpeakerNetwork.Load(models.Locate(entry)[file.Name], provider);

        // Another file makes other vectors, whatever it is called.
        return new OnnxVoiceFinder($"{id}@{file.Sha256[..8]}", network, entry.Window ?? FbankWindow.Hamming);
    }

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance) =>
        [.. VoiceStretches.Find(utterance).Select(frames => Piece(utterance, frames))];

    private VoicePiece Piece(HeardUtterance utterance, int[] frames)
    {
        var (from, to) = (frames[0] * IVoiceActivityDetector.FrameLength, (frames[^1] + 1) * IVoiceActivityDetector.FrameLength);
        var features = _fbank.Compute(utterance.Audio.Span[from..to]);
        Fbank.SubtractMean(features);
        var voice = _network.Embed(features);
        TensorPrimitives.Multiply(voice, _unit / MathF.Max(TensorPrimitives.Norm(voice), float.Epsilon), voice);
        return new VoicePiece(utterance.Start + from, utterance.Start + to, Math.Min(1, frames.Length / FullFrames), voice);
    }
}
