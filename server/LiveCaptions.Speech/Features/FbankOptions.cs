using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Speech.Features;

/// <summary>What models of a kind take for log mel energies.</summary>
internal sealed record FbankOptions
{
    private const double Nyquist = AudioFormat.SampleRate / 2.0;

    public required FbankWindow Window { get; init; }

    public required MelBank[] Banks { get; init; }

    /// <summary>What a sample of 1 counts: Kaldi's own are 16-bit integers.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Whether a frame's mean is taken off before anything else.</summary>
    public bool RemovesMean { get; init; } = true;

    /// <summary>Of speaker models: Kaldi's compute-fbank-feats as it is.</summary>
    public static FbankOptions Speakers(FbankWindow window) => new()
    {
        Window = window,
        Scale = 32768,
        Banks = MelBank.Kaldi(Fbank.Bins, Fbank.FftLength, Nyquist),
    };

    /// <summary>Of models of icefall (Zipformer): samples up to 1, and nothing above 7600 Hz.</summary>
    public static FbankOptions Icefall { get; } = new()
    {
        Window = FbankWindow.Povey,
        Banks = MelBank.Kaldi(Fbank.Bins, Fbank.FftLength, Nyquist - 400),
    };

    /// <summary>Of models of NeMo (Parakeet, FastConformer): librosa's triangles in torch's window.</summary>
    public static FbankOptions Nemo(int bins) => new()
    {
        Window = FbankWindow.Hann,
        RemovesMean = false,
        Banks = MelBank.Slaney(bins, Fbank.FftLength, Nyquist),
    };
}
