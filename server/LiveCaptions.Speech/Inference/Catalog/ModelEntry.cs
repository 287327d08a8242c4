namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>One model of the catalog; the fields are told in <c>models/README.md</c>.</summary>
public sealed record ModelEntry
{
    /// <summary>The <see cref="Engine"/> of models that make a voice of log mel energies.</summary>
    public const string SpeakerEngine = "speaker";

    /// <summary>The <see cref="Engine"/> of models that hear how something is said.</summary>
    public const string EmotionEngine = "emotion";

    /// <summary>The <see cref="Engine"/> of Whisper models in ggml format.</summary>
    public const string WhisperEngine = "whisper";

    /// <summary>Ids of Whisper models begin so; the engine is called by what follows.</summary>
    public const string WhisperIds = "whisper-";

    /// <summary>The <see cref="Engine"/> of recognisers that were exported to ONNX.</summary>
    public const string ExportedEngine = "onnx";

    /// <summary>Ids of exported recognisers begin so; the engine is called by what follows.</summary>
    public const string ExportedIds = "onnx-";

    /// <summary>Among <see cref="Labels"/>: something that captions have no label for.</summary>
    public const string OtherLabel = "other";

    public required string Id { get; init; }

    public required string Engine { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public required string Licence { get; init; }

    public required IReadOnlyList<string> Requires { get; init; }

    /// <summary>Tried in order.</summary>
    public required IReadOnlyList<ModelOrigin> Sources { get; init; }

    public required IReadOnlyList<ModelFile> Files { get; init; }

    /// <summary>Of a speaker model: what it was trained with; null for WeSpeaker's.</summary>
    public FbankWindow? Window { get; init; }

    /// <summary>Of an emotion model: what each of its outputs stands for, in order. Several may stand for one label.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Of an emotion model: the probability from which on its labels can be trusted; null for a cautious one.</summary>
    public float? SureFrom { get; init; }
}
