using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>Tells by a model's files, and their metadata, what kind it is, and loads it.</summary>
internal sealed class ExportedModelLoader : IDisposable
{
    private const int MostFrames = 10_000;
    private const int MostTokens = 1 << 20;
    private const int MostHidden = 1 << 16;
    private const int MostLayers = 64;

    /// <summary>Features for a frame of icefall's encoders.</summary>
    private const int IcefallSubsampling = 4;

    /// <summary>Tokens in a frame, of NeMo's transducers.</summary>
    private const int NemoMostPerFrame = 10;

    /// <summary>Scores for durations that there are at most.</summary>
    private const int MostDurations = 64;

    private readonly ExportedFolder _folder;
    private readonly ExecutionProvider _provider;
    private readonly TokenTable _tokens;
    private readonly List<ExportedGraph> _graphs = [];

    private ExportedModelLoader(ExportedFolder folder, ExecutionProvider provider)
    {
        (_folder, _provider) = (folder, provider);
        _tokens = TokenTable.Read(folder.Tokens);
    }

    /// <exception cref="EngineUnavailableException">A file is not there.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static ExportedModel Load(ExportedFolder folder, ExecutionProvider provider)
    {
        folder.Check();
        using var loader = new ExportedModelLoader(folder, provider);
        var model = folder.IsTransducer ? loader.LoadTransducer() : loader.LoadCtc();
        loader._graphs.Clear();
        return model;
    }

    /// <summary>Lets go of what was loaded before something failed.</summary>
    public void Dispose() => _graphs.ForEach(graph => graph.Dispose());

    private ExportedModel LoadTransducer()
    {
        var encoder = Open("encoder");
        if (encoder.Text("pred_rnn_layers") is not null)
        {
            return LoadNemoTransducer(encoder);
        }

        var network = IcefallNetwork();
        var isStreaming = encoder.Text("decode_chunk_len") is not null;
        return new ExportedModel(
            new Fbank(FbankOptions.Icefall), _tokens,
            quality => quality == RecognitionQuality.Best ? new ModifiedBeamSearch(network) : new GreedySearch(network),
            IcefallSubsampling, [.. _graphs])
        {
            Streaming = isStreaming ? IcefallStreaming(encoder) : null,
            Offline = isStreaming ? null : new OfflineEncoder(encoder, isChannelsFirst: false, isTransposed: false),
        };
    }

    private static StreamingEncoder IcefallStreaming(ExportedGraph encoder)
    {
        if (encoder.Text("model_type") is not ("zipformer" or "zipformer2") and var other)
        {
            throw encoder.Fault($"its 'model_type' is '{other}'. Streaming ones of icefall have to be zipformer or zipformer2.");
        }

        var window = encoder.Number("T", 1, MostFrames);
        return new StreamingEncoder(encoder, window, encoder.Number("decode_chunk_len", 1, window), isNemo: false, isTransposed: false);
    }

    private TransducerNetwork IcefallNetwork()
    {
        var (decoder, joiner) = (Open("decoder"), Open("joiner"));
        var tokens = decoder.Number("vocab_size", 1, MostTokens);
        _tokens.CheckHas(tokens);
        var context = decoder.Number("context_size", 1, MostLayers);
        return new TransducerNetwork(
            new StatelessPredictor(decoder, context, blank: 0), new Joiner(joiner, tokens, tokens), Blank: 0, tokens, MostPerFrame: 1);
    }

    private ExportedModel LoadNemoTransducer(ExportedGraph encoder)
    {
        // NeMo does not count the blank, which comes last.
        var blank = encoder.Number("vocab_size", 1, MostTokens);
        _tokens.CheckHas(blank + 1);
        var (decoder, joiner) = (Open("decoder"), Open("joiner"));
        var predictor = new LstmPredictor(
            decoder, encoder.Number("pred_rnn_layers", 1, MostLayers), encoder.Number("pred_hidden", 1, MostHidden), blank);
        var network = new TransducerNetwork(
            predictor, new Joiner(joiner, blank + 1, blank + 1 + MostDurations), blank, blank + 1, NemoMostPerFrame);
        return Nemo(encoder, _ => new GreedySearch(network), isTransposed: true);
    }

    private ExportedModel LoadCtc()
    {
        var graph = Open("model");
        var blank = _tokens.Find("<blk>", "<blank>", "<eps>")
            ?? throw new InvalidDataException($"{_folder.Tokens}: a CTC model's tokens have a blank, <blk>.");
        if (graph.LastDimension is var tokens && tokens > 0)
        {
            _tokens.CheckHas(tokens);
        }

        return Nemo(graph, _ => new CtcSearch(blank), isTransposed: false);
    }

    private ExportedModel Nemo(ExportedGraph encoder, Func<RecognitionQuality, ITokenSearch> search, bool isTransposed)
    {
        var normalise = encoder.Text("normalize_type") switch
        {
            "per_feature" => true,
            null or "" or "NA" => false,
            var other => throw encoder.Fault($"features that are normalised by '{other}' are not known here; 'per_feature' and none are."),
        };
        var isStreaming = encoder.Text("window_size") is not null;
        if (isStreaming && normalise)
        {
            throw encoder.Fault("a streaming model whose features are normalised by all that will be said cannot be.");
        }

        return new ExportedModel(
            new Fbank(FbankOptions.Nemo(NemoBins(encoder))), _tokens, search,
            encoder.Number("subsampling_factor", 1, MostLayers), [.. _graphs])
        {
            IsNormalised = normalise,
            Streaming = isStreaming ? NemoStreaming(encoder, isTransposed) : null,
            Offline = isStreaming ? null : new OfflineEncoder(encoder, isChannelsFirst: true, isTransposed),
        };
    }

    private static int NemoBins(ExportedGraph encoder) => encoder.Input(0).Dimensions switch
    {
        [_, > 0 and <= MostFrames and var width, _] => width,
        [_, < 0, _] => encoder.Text("feat_dim") is null ? Fbank.Bins : encoder.Number("feat_dim", 1, MostFrames),
        _ => throw encoder.Fault("its first input has to be features of three dimensions."),
    };

    private static StreamingEncoder NemoStreaming(ExportedGraph encoder, bool isTransposed)
    {
        var window = encoder.Number("window_size", 1, MostFrames);
        long[] Shape(string cache) => [1, .. Enumerable.Range(1, 3).Select(i => (long)encoder.Number($"{cache}_dim{i}", 1, MostHidden))];
        return new StreamingEncoder(
            encoder, window, encoder.Number("chunk_shift", 1, window), isNemo: true, isTransposed,
            [Shape("cache_last_channel"), Shape("cache_last_time"), [1]]);
    }

    private ExportedGraph Open(string part)
    {
        var graph = ExportedGraph.Load(_folder.Find(part), _provider);
        _graphs.Add(graph);
        return graph;
    }
}
