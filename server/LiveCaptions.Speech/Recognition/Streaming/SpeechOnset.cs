namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Waits for speech to begin and keeps what was heard just before: voice activity comes late on soft onsets.</summary>
internal sealed class SpeechOnset(EndpointOptions options)
{
    private readonly Queue<(long Position, float[] Samples, float Probability)> _lead = new();
    private readonly int _leadFrames = options.Frames(options.Lead);

    /// <returns>The utterance that begins with this frame; null while nobody speaks.</returns>
    public Utterance? Next(SpeechFrame frame)
    {
        if (frame.SpeechProbability < options.SpeechThreshold)
        {
            _lead.Enqueue((frame.Position, frame.Samples.ToArray(), frame.SpeechProbability));
            if (_lead.Count > _leadFrames)
            {
                _lead.Dequeue();
            }

            return null;
        }

        var start = _lead.TryPeek(out var first) ? first.Position : frame.Position;
        var utterance = new Utterance(start, start);
        while (_lead.TryDequeue(out var before))
        {
            utterance.Add(before.Samples, before.Probability, speech: false);
        }

        utterance.Add(frame.Samples.Span, frame.SpeechProbability, speech: true);
        return utterance;
    }
}
