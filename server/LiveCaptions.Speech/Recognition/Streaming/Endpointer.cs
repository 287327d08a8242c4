using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// Cuts a track into utterances. Looks at samples and probabilities only, never at a clock or at hypotheses,
/// so its cuts are the same at any pace.
/// </summary>
internal sealed class Endpointer(EndpointOptions options)
{
    /// <summary>Frames that both sides of a forced cut hear: 0.5 s. Each keeps the words of its own side.</summary>
    private const int Overlap = 16;

    private readonly SpeechOnset _onset = new(options);
    private readonly int _pauseFrames = options.Frames(options.Pause);

    /// <summary>The open utterance; null in silence.</summary>
    public Utterance? Open { get; private set; }

    /// <summary>The utterance that ended last.</summary>
    public Utterance? Ended { get; private set; }

    public Segmentation Accept(SpeechFrame frame)
    {
        if (Open is null)
        {
            return (Open = _onset.Next(frame)) is null ? Segmentation.Idle : Segmentation.Open;
        }

        var speech = frame.SpeechProbability >= options.SilenceThreshold;
        Open.Add(frame.Samples.Span, frame.SpeechProbability, speech);
        if (Open.TrailingSilence >= options.EndSilence(Open.SpeechEnd))
        {
            Close();
            return Segmentation.Ended;
        }

        if (Open.Frames >= options.Frames(options.MaxUtterance))
        {
            Cut();
            return Segmentation.Ended;
        }

        return Segmentation.Open;
    }

    /// <summary>Ends the open utterance now. False when none is open.</summary>
    public bool Close()
    {
        if (Open is null)
        {
            return false;
        }

        Ended = Open;
        Open = null;
        return true;
    }

    /// <summary>The audio that decides an ended or paused utterance: up to a pause after its last speech.</summary>
    public ReadOnlyMemory<float> DecisiveAudio(Utterance utterance) =>
        utterance.KeepTo != long.MaxValue ? utterance.Audio : utterance.AudioWithSilence(_pauseFrames);

    /// <summary>Cuts a too long utterance at the quietest place of its second half; what follows goes into the next one.</summary>
    private void Cut()
    {
        var whole = Open!;
        var cut = QuietestStretch.Middle(CollectionsMarshal.AsSpan(whole.Probabilities), whole.Frames / 2, whole.Frames);
        var rest = Math.Max(0, cut - Overlap);
        Open = new Utterance(whole.Position(rest), whole.Position(cut));
        for (var frame = rest; frame < whole.Frames; frame++)
        {
            var probability = whole.Probabilities[frame];
            Open.Add(whole.Samples(frame), probability, frame >= cut && probability >= options.SilenceThreshold);
        }

        Ended = whole.Part(0, Math.Min(whole.Frames, cut + Overlap), options.SilenceThreshold);
        Ended.CutAt(cut);
    }
}
