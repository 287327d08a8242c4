using LiveCaptions.Speech.Features;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>One utterance in a model that hears sound as it comes. Blocking, on a scheduler's thread, one call at a time.</summary>
internal sealed class StreamedUtterance : IDisposable
{
    /// <summary>Samples of silence behind the end, besides a window: decoders tell a word a little after it was said. 0.24 s.</summary>
    private const int Tail = AudioFormat.SampleRate * 6 / 25;

    private readonly StreamingEncoder _encoder;
    private readonly ITokenSearch _search;
    private readonly FbankStream _features;
    private EncoderState _state;
    private int _next;

    public StreamedUtterance(ExportedModel model, RecognitionQuality quality)
    {
        _encoder = model.Streaming!;
        _search = model.Search(quality);
        _features = new FbankStream(model.Fbank);
        _state = _encoder.Begin();
    }

    public TokenNode? Last => _search.Last;

    /// <summary>Leading tokens that will stay.</summary>
    public int Stable => _search.Stable;

    /// <summary>Samples from the first one on that were decoded.</summary>
    public long Decoded => (long)_next * Fbank.FrameShift;

    /// <summary>Decodes all windows that are whole with it.</summary>
    public void Accept(ReadOnlySpan<float> samples)
    {
        _features.Add(samples);
        while (_features.Ready > _next + _encoder.Window)
        {
            (var frames, _state) = _encoder.Run(_features.Frames(_next, _encoder.Window), _state);
            _search.Accept(frames);
            _next += _encoder.Shift;
            _features.Forget(_next);
        }
    }

    /// <summary>Nothing more comes: decodes what is left.</summary>
    public void End() => Accept(new float[(_encoder.Window * Fbank.FrameShift) + Tail]);

    public void Dispose() => _state.Dispose();
}
