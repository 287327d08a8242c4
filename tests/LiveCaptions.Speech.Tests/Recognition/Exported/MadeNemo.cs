using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Tests.Inference;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>Shells of NeMo's models: a frame for every four features, the blank last.</summary>
internal static class MadeNemo
{
    private const int Window = 45;
    private const int Shift = 32;

    /// <summary>
    /// Silence scores as much as 16 below speech. Where features are normalised, that counts which is more than a deviation above the mean.
    /// </summary>
    private const float Threshold = -8;

    /// <summary>What silence counts: caches begin with zeros, which have to be silent.</summary>
    private const float Silence = -16;

    private static readonly (string, string)[] Streaming =
    [
        .. Metadata("NA", "streaming"), ("pred_rnn_layers", "1"), ("pred_hidden", $"{MadeModels.TokenCount}"),
        ("window_size", $"{Window}"), ("chunk_shift", $"{Shift}"),
        ("cache_last_channel_dim1", "1"), ("cache_last_channel_dim2", "80"), ("cache_last_channel_dim3", "2"),
        ("cache_last_time_dim1", "1"), ("cache_last_time_dim2", "1"), ("cache_last_time_dim3", "1"),
    ];

    private static readonly ProtoMessage[] Features =
        [TestGraphs.Value("audio_signal", MadeModels.Float, -1, 80, -1), TestGraphs.Value("length", MadeModels.Int64, -1)];

    /// <param name="isNormalised">Whether features are normalised over the piece: all tokens have to be in it then.</param>
    public static void WriteCtc(string folder, bool isNormalised)
    {
        MadeModels.WriteTokens(folder, blankFirst: false);
        MadeModels.Save(
            folder, "model", Metadata(isNormalised ? "per_feature" : "NA", "ctc"),
            Features, ["logprobs"], Scores(scale: isNormalised ? 6 : 2, isNormalised ? 1 : Threshold),
            [.. Heard("audio_signal"), new OnnxNode("LogSoftmax", ["scores"], ["logprobs"]).With("axis", 2)]);
    }

    /// <summary>
    /// A transducer with a memory of all that was said: nothing is said twice in an utterance. With durations each step goes on two frames.
    /// </summary>
    public static void WriteTransducer(string folder, bool hasDurations)
    {
        MadeModels.WriteTokens(folder, blankFirst: false);
        MadeModels.Save(
            folder, "encoder",
            [
                .. Metadata("NA", hasDurations ? "tdt" : "rnnt"), ("pred_rnn_layers", "1"), ("pred_hidden", $"{MadeModels.TokenCount}"),
            ],
            Features, ["outputs", "encoded_lengths"], [.. Scores(scale: 2, Threshold), MadeModels.Numbers("four", 4)],
            [
                .. Heard("audio_signal"),
                new OnnxNode("Transpose", ["scores"], ["outputs"]).With("perm", 0, 2, 1),
                new OnnxNode("Div", ["length", "four"], ["encoded_lengths"]),
            ]);
        WriteDecoder(folder);
        WriteJoiner(folder, hasDurations);
    }

    /// <summary>A cache-aware model: what it hears goes through a cache of two frames.</summary>
    public static void WriteStreaming(string folder, bool isTransducer)
    {
        MadeModels.WriteTokens(folder, blankFirst: false);
        var (name, output) = isTransducer ? ("encoder", "outputs") : ("model", "logprobs");
        MadeModels.Save(
            folder, name, Streaming,
            [
                .. Features, TestGraphs.Value("cache_last_channel", MadeModels.Float, -1, 1, 80, 2),
                TestGraphs.Value("cache_last_time", MadeModels.Float, -1, 1, 1, 1),
                TestGraphs.Value("cache_last_channel_len", MadeModels.Int64, -1),
            ],
            [output, "encoded_lengths", "cache_last_channel_next", "cache_last_time_next", "cache_last_channel_next_len"],
            [
                .. Scores(scale: 2, Threshold - Silence), OnnxTensor.Create("silence", [1], Silence),
                MadeModels.Numbers("zero", 0), MadeModels.Numbers("one", 1), MadeModels.Numbers("two", 2),
                MadeModels.Numbers("shift", Shift),
                MadeModels.Numbers("frames", Shift / 4), MadeModels.Numbers("all", (Shift / 4) + 2),
            ],
            [
                new OnnxNode("Slice", ["audio_signal", "zero", "shift", "two"], ["now"]),
                new OnnxNode("Sub", ["now", "silence"], ["above"]),
                new OnnxNode("AveragePool", ["above"], ["means"]).With("kernel_shape", (long[])[4]).With("strides", (long[])[4]),
                new OnnxNode("Squeeze", ["cache_last_channel", "one"], ["before"]),
                new OnnxNode("Concat", ["before", "means"], ["line"]).With("axis", 2),
                new OnnxNode("Slice", ["line", "zero", "frames", "two"], ["heard"]),
                new OnnxNode("Slice", ["line", "frames", "all", "two"], ["left"]),
                new OnnxNode("Unsqueeze", ["left", "one"], ["cache_last_channel_next"]),
                .. Weighed("heard"),
                isTransducer
                    ? new OnnxNode("Transpose", ["scores"], [output]).With("perm", 0, 2, 1)
                    : new OnnxNode("LogSoftmax", ["scores"], [output]).With("axis", 2),
                new OnnxNode("Identity", ["length"], ["encoded_lengths"]),
                new OnnxNode("Identity", ["cache_last_time"], ["cache_last_time_next"]),
                new OnnxNode("Add", ["cache_last_channel_len", "frames"], ["cache_last_channel_next_len"]),
            ]);
        if (isTransducer)
        {
            WriteDecoder(folder);
            WriteJoiner(folder, hasDurations: false);
        }
    }

    private static (string, string)[] Metadata(string normalisation, string kind) =>
    [
        ("vocab_size", $"{Tones.Tokens.Count}"), ("subsampling_factor", "4"), ("normalize_type", normalisation),
        ("model_type", "EncDecHybridRNNTCTCBPEModel"), ("url", $"https://models.example/made-{kind}"),
    ];

    private static OnnxTensor[] Scores(float scale, float threshold) =>
        MadeModels.Scores(new Fbank(FbankOptions.Nemo(80)), blankFirst: false, scale, threshold);

    private static void WriteDecoder(string folder) => MadeModels.Save(
        folder, "decoder", [],
        [
            TestGraphs.Value("targets", MadeModels.Int32, -1, -1), TestGraphs.Value("target_length", MadeModels.Int32, -1),
            TestGraphs.Value("states.1", MadeModels.Float, 1, -1, MadeModels.TokenCount),
            TestGraphs.Value("onnx::Slice_3", MadeModels.Float, 1, -1, MadeModels.TokenCount),
        ],
        ["outputs", "prednet_lengths", "states", "162"],
        [MadeModels.SaidOnce(blankFirst: false)],
        [
            new OnnxNode("Gather", ["said", "targets"], ["now"]).With("axis", 0),
            new OnnxNode("Add", ["states.1", "now"], ["states"]),
            new OnnxNode("Transpose", ["states"], ["outputs"]).With("perm", 0, 2, 1),
            new OnnxNode("Identity", ["target_length"], ["prednet_lengths"]),
            new OnnxNode("Identity", ["onnx::Slice_3"], ["162"]),
        ]);

    private static void WriteJoiner(string folder, bool hasDurations)
    {
        OnnxNode[] plain =
        [
            new OnnxNode("Add", ["encoder_outputs", "decoder_outputs"], ["sum"]),
            new OnnxNode("Transpose", ["sum"], ["turned"]).With("perm", 0, 2, 1),
            new OnnxNode("Unsqueeze", ["turned", "one"], [hasDurations ? "tokens" : "outputs"]),
        ];
        MadeModels.Save(
            folder, "joiner", [],
            [
                TestGraphs.Value("encoder_outputs", MadeModels.Float, -1, MadeModels.TokenCount, -1),
                TestGraphs.Value("decoder_outputs", MadeModels.Float, -1, MadeModels.TokenCount, -1),
            ],
            ["outputs"],
            [MadeModels.Numbers("one", 1), OnnxTensor.Create("durations", [1, 1, 1, 5], 0f, 1f, 2f, 1f, 0f)],
            hasDurations ? [.. plain, new OnnxNode("Concat", ["tokens", "durations"], ["outputs"]).With("axis", 3)] : plain);
    }

    private static OnnxNode[] Heard(string features) =>
    [
        new OnnxNode("AveragePool", [features], ["means"]).With("kernel_shape", (long[])[4]).With("strides", (long[])[4]),
        .. Weighed("means"),
    ];

    private static OnnxNode[] Weighed(string frames) =>
    [
        new OnnxNode("Transpose", [frames], ["turnedFrames"]).With("perm", 0, 2, 1),
        new OnnxNode("MatMul", ["turnedFrames", "weights"], ["weighed"]),
        new OnnxNode("Add", ["weighed", "bias"], ["scores"]),
    ];
}
