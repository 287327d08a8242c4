using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Tests.Inference;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>
/// A streaming Zipformer's shell: windows of 45 features every 32, a frame for every four, the caches of one layer. What it hears goes
/// through a cache of two frames, so that whoever loses or mixes up caches loses what is said at the edges of windows. A token is not said
/// twice in a row.
/// </summary>
internal static class MadeZipformer
{
    private const int Frames = 8;

    /// <summary>Besides the one that the frames go through, all are handed on as they are.</summary>
    private static readonly (string Name, long[] Shape)[] Caches =
    [
        ("cached_key_0", [2, -1, 4]), ("cached_nonlin_attn_0", [1, -1, 2, 60]),
        ("cached_val1_0", [2, -1, 4]), ("cached_val2_0", [2, -1, 4]),
        ("cached_conv1_0", [-1, 80, 2]), ("cached_conv2_0", [-1, 80, 2]), ("embed_states", [-1, 128, 3, 19]),
    ];

    public static void Write(string folder)
    {
        WriteEncoder(folder);
        WriteOthers(folder);
    }

    /// <summary>One that hears pieces as a whole.</summary>
    public static void WriteOffline(string folder)
    {
        MadeModels.Save(
            folder, "encoder", [("model_type", "zipformer2")],
            [TestGraphs.Value("x", MadeModels.Float, -1, -1, 80), TestGraphs.Value("x_lens", MadeModels.Int64, -1)],
            ["encoder_out", "encoder_out_lens"],
            [
                .. MadeModels.Scores(new Fbank(FbankOptions.Icefall), blankFirst: true, scale: 2, threshold: 1),
                MadeModels.Numbers("four", 4),
            ],
            new OnnxNode("Transpose", ["x"], ["turned"]).With("perm", 0, 2, 1),
            new OnnxNode("AveragePool", ["turned"], ["means"]).With("kernel_shape", (long[])[4]).With("strides", (long[])[4]),
            new OnnxNode("Transpose", ["means"], ["hearing"]).With("perm", 0, 2, 1),
            new OnnxNode("MatMul", ["hearing", "weights"], ["weighed"]),
            new OnnxNode("Add", ["weighed", "bias"], ["encoder_out"]),
            new OnnxNode("Div", ["x_lens", "four"], ["encoder_out_lens"]));
        WriteOthers(folder);
    }

    private static void WriteOthers(string folder)
    {
        MadeModels.WriteTokens(folder, blankFirst: true);
        MadeModels.Save(
            folder, "decoder", [("vocab_size", $"{MadeModels.TokenCount}"), ("context_size", "2")],
            [TestGraphs.Value("y", MadeModels.Int64, -1, 2)], ["decoder_out"],
            [MadeModels.SaidOnce(blankFirst: true), OnnxTensor.Create("second", [], 1L)],
            new OnnxNode("Gather", ["y", "second"], ["last"]).With("axis", 1),
            new OnnxNode("Gather", ["said", "last"], ["decoder_out"]).With("axis", 0));
        MadeModels.Save(
            folder, "joiner", [("joiner_dim", $"{MadeModels.TokenCount}")],
            [
                TestGraphs.Value("encoder_out", MadeModels.Float, -1, MadeModels.TokenCount),
                TestGraphs.Value("decoder_out", MadeModels.Float, -1, MadeModels.TokenCount),
            ],
            ["logit"], [], new OnnxNode("Add", ["encoder_out", "decoder_out"], ["logit"]));
    }

    private static void WriteEncoder(string folder)
    {
        (string, string)[] metadata =
        [
            ("model_type", "zipformer2"), ("version", "1"), ("T", "45"), ("decode_chunk_len", "32"), ("encoder_dims", "80"),
            ("num_encoder_layers", "1"), ("query_head_dims", "4"), ("value_head_dims", "4"), ("num_heads", "1"),
            ("cnn_module_kernels", "5"), ("left_context_len", "2"),
        ];
        var caches = Caches.Select(cache => TestGraphs.Value(cache.Name, MadeModels.Float, cache.Shape));
        var others = Caches.Where(cache => cache.Name != "cached_conv1_0")
            .Select(cache => new OnnxNode("Identity", [cache.Name], [$"new_{cache.Name}"]));
        MadeModels.Save(
            folder, "encoder", metadata,
            [TestGraphs.Value("x", MadeModels.Float, -1, 45, 80), .. caches, TestGraphs.Value("processed_lens", MadeModels.Int64, -1)],
            ["encoder_out", .. Caches.Select(cache => $"new_{cache.Name}"), "new_processed_lens"],
            [
                .. MadeModels.Scores(new Fbank(FbankOptions.Icefall), blankFirst: true, scale: 2, threshold: 1),
                MadeModels.Numbers("zero", 0), MadeModels.Numbers("one", 1), MadeModels.Numbers("two", 2),
                MadeModels.Numbers("frames", Frames), MadeModels.Numbers("all", Frames + 2), MadeModels.Numbers("shift", 4 * Frames),
                MadeModels.Numbers("byFour", 0, Frames, 4, 80),
            ],
            [
                new OnnxNode("Slice", ["x", "zero", "shift", "one"], ["now"]),
                new OnnxNode("Reshape", ["now", "byFour"], ["fours"]),
                new OnnxNode("ReduceMean", ["fours"], ["means"]).With("axes", (long[])[2]).With("keepdims", 0),
                new OnnxNode("Transpose", ["means"], ["turned"]).With("perm", 0, 2, 1),
                new OnnxNode("Concat", ["cached_conv1_0", "turned"], ["line"]).With("axis", 2),
                new OnnxNode("Slice", ["line", "zero", "frames", "two"], ["heard"]),
                new OnnxNode("Slice", ["line", "frames", "all", "two"], ["new_cached_conv1_0"]),
                new OnnxNode("Transpose", ["heard"], ["hearing"]).With("perm", 0, 2, 1),
                new OnnxNode("MatMul", ["hearing", "weights"], ["weighed"]),
                new OnnxNode("Add", ["weighed", "bias"], ["encoder_out"]),
                new OnnxNode("Add", ["processed_lens", "shift"], ["new_processed_lens"]),
                .. others,
            ]);
    }
}
