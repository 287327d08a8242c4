using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Cuts a track into utterances. Looks at samples and probabilities only, never at a clock or at hypotheses, so its cuts are the same at any pace.</summary>
internal sealed class Endpointer(EndpointOptions options)
{
    /// <summary>The quietest stretch of this many frames (160 ms) takes a forced cut.</summary>
    private const int CutFrames = 5;

    /// <summary>Frames that both sides of a forced cut hear: 0.5 s. Each keeps the words of its own side.</summary>
    private const int Overlap = 16;

    private readonly Queue<(long Position, float[] Samples, float Probability)> _lead = new();
    private readonly int _leadFrames = options.Frames(options.Lead);
    private readonly int _pauseFrames = options.Frames(options.Pause);

    /// <summary>The open utterance; null in silence.</summary>
    public Utterance? Open { get; private set; }

    /// <summary>The utterance that ended last.</summary>
    public Utterance? Ended { get; private set; }

    public Segmentation Accept(SpeechFrame frame)
    {
        if (Open is null)
        {
            return Wait(frame);
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

        return Open.TrailingSilence == _pauseFrames ? Segmentation.Paused : Segmentation.Open;
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

    private Segmentation Wait(SpeechFrame frame)
    {
        if (frame.SpeechProbability < options.SpeechThreshold)
        {
            _lead.Enqueue((frame.Position, frame.Samples.ToArray(), frame.SpeechProbability));
            if (_lead.Count > _leadFrames)
            {
                _lead.Dequeue();
            }

            return Segmentation.Idle;
        }

        var start = _lead.TryPeek(out var first) ? first.Position : frame.Position;
        Open = new Utterance(start, start);
        while (_lead.TryDequeue(out var before))
        {
            Open.Add(before.Samples, before.Probability, speech: false);
        }

        Open.Add(frame.Samples.Span, frame.SpeechProbability, speech: true);
        return Segmentation.Open;
    }

    /// <summary>Cuts a too long utterance at the quietest place of its second half; what follows goes into the next one.</summary>
    private void Cut()
    {
        var whole = Open!;
        var cut = QuietestFrame(whole.Probabilities);
        var rest = Math.Max(0, cut - Overlap);
        Open = new Utterance(Position(whole, rest), Position(whole, cut));
        for (var frame = rest; frame < whole.Frames; frame++)
        {
            var probability = whole.Probabilities[frame];
            Open.Add(Samples(whole, frame), probability, frame >= cut && probability >= options.SilenceThreshold);
        }

        Ended = Head(whole, Math.Min(whole.Frames, cut + Overlap));
        Ended.CutAt(cut);
    }

    private Utterance Head(Utterance whole, int frames)
    {
        var head = new Utterance(whole.Start, whole.KeepFrom);
        for (var frame = 0; frame < frames; frame++)
        {
            var probability = whole.Probabilities[frame];
            head.Add(Samples(whole, frame), probability, probability >= options.SilenceThreshold);
        }

        return head;
    }

    private static int QuietestFrame(List<float> probabilities)
    {
        var (quietest, at) = (float.MaxValue, probabilities.Count / 2);
        for (var frame = probabilities.Count / 2; frame + CutFrames <= probabilities.Count; frame++)
        {
            var sum = 0f;
            for (var i = 0; i < CutFrames; i++)
            {
                sum += probabilities[frame + i];
            }

            if (sum < quietest)
            {
                (quietest, at) = (sum, frame + (CutFrames / 2));
            }
        }

        return at;
    }

    private static ReadOnlySpan<float> Samples(Utterance utterance, int frame) =>
        utterance.Audio.Span.Slice(frame * IVoiceActivityDetector.FrameLength, Math.Min(IVoiceActivityDetector.FrameLength, utterance.Audio.Length - (frame * IVoiceActivityDetector.FrameLength)));

    private static long Position(Utterance utterance, int frame) => utterance.Start + ((long)frame * IVoiceActivityDetector.FrameLength);
}
