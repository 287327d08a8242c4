using LiveCaptions.Speech.Features;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>A model that was exported, loaded. One of the encoders is there. Shared by all streams; thread-safe.</summary>
/// <param name="Fbank">What it takes for features.</param>
/// <param name="Search">Reads tokens off the frames of one utterance.</param>
/// <param name="Subsampling">Features for a frame.</param>
/// <param name="Graphs">Disposed of with it.</param>
internal sealed record ExportedModel(
    Fbank Fbank,
    TokenTable Tokens,
    Func<RecognitionQuality, ITokenSearch> Search,
    int Subsampling,
    IReadOnlyList<ExportedGraph> Graphs) : IDisposable
{
    /// <summary>Of a model that hears sound as it comes.</summary>
    public StreamingEncoder? Streaming { get; init; }

    /// <summary>Of a model that hears pieces of sound as a whole.</summary>
    public OfflineEncoder? Offline { get; init; }

    /// <summary>Whether features get mean 0 and deviation 1 over a piece.</summary>
    public bool IsNormalised { get; init; }

    /// <summary>Frames that so many features make.</summary>
    public int MostFrames(int features) => Math.Max(1, features / Subsampling);

    public TokenWords Words => new(Tokens, Subsampling * Fbank.FrameShift);

    public void Dispose()
    {
        foreach (var graph in Graphs)
        {
            graph.Dispose();
        }
    }
}
