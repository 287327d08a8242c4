using System.Collections.Concurrent;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Sounds;

/// <summary>
/// What is heard beside speech goes out with the first final behind it, so that it is stored together with that, in order,
/// and depends on the samples alone; what no final follows, at the end. A fault ends it for this run of the pipeline. Hears
/// on one thread and adds on another.
/// </summary>
internal sealed class SoundStage(MusicDetector music, Action<Exception> onFault)
{
    private readonly ConcurrentQueue<SoundEvent> _heard = new();
    private bool _failed;
    private Transcript? _last;

    public void Hear(long position, ReadOnlySpan<float> frame, float speech)
    {
        if (_failed)
        {
            return;
        }

        try
        {
            Keep(music.Next(position, frame, speech));
        }
        catch (Exception fault)
        {
            _failed = true;
            onFault(fault);
        }
    }

    public void Finish() => Keep(_failed ? null : music.Finish());

    public Transcript Add(Transcript transcript)
    {
        if (!transcript.IsFinal)
        {
            return transcript;
        }

        _last = transcript;
        return transcript with { Sounds = Take(transcript.AudioEnd) };
    }

    /// <summary>A final without words for what is left; null where nothing is.</summary>
    public Transcript? Rest() => Take(long.MaxValue) is not { Count: > 0 } sounds ? null : new Transcript
    {
        Utterance = (_last?.Utterance ?? -1) + 1,
        IsFinal = true,
        Words = [],
        StableWords = 0,
        Language = _last?.Language ?? "und",
        AudioEnd = Math.Max(sounds[^1].End, _last?.AudioEnd ?? 0),
        Sounds = sounds,
    };

    private void Keep(SoundEvent? sound)
    {
        if (sound is not null)
        {
            _heard.Enqueue(sound);
        }
    }

    private List<SoundEvent> Take(long until)
    {
        var taken = new List<SoundEvent>();
        while (_heard.TryPeek(out var sound) && sound.End <= until && _heard.TryDequeue(out sound))
        {
            taken.Add(sound);
        }

        return taken;
    }
}
