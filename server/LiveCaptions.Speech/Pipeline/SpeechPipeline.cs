using System.Runtime.CompilerServices;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Formatting;
using LiveCaptions.Speech.Languages;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Sounds;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Pipeline;

/// <summary>
/// Samples in, transcripts out, for one track:
/// (1) frames of 32 ms, (2) voice activity, what is heard beside it, and recognition, (3) in which language, (4) when words were said
/// where recognition only guesses, (5) who speaks, (6) how it is said, (7) how it is written.
/// </summary>
public sealed class SpeechPipeline : IAsyncDisposable
{
    private readonly IVoiceActivityDetector _vad;
    private readonly IRecognizerStream _recognizer;
    private readonly SpeakerTracker? _speakers;
    private readonly EmotionTracker? _emotions;
    private readonly SoundStage? _sounds;
    private readonly FormattingStage? _formatting;
    private readonly LanguageStage? _languages;
    private readonly DigitalSilence _silence = new();
    private readonly Action<LabelStage, Exception>? _onFault;
    private readonly Action<SpeechFrame>? _onFrame;
    private readonly long _startPosition;
    private readonly TimingStage? _timing;

    /// <param name="speakers">Outlives the pipeline, as speakers do; null where nobody asks who speaks.</param>
    /// <param name="emotions">Outlives the pipeline, too; null where nobody asks how it is said.</param>
    /// <param name="sounds">Hears music, from the first sample on; null where nobody asks.</param>
    /// <param name="formatting">How words are to be written, asked at the beginning of each utterance;
    /// null where they stay as they are.</param>
    /// <param name="languages">Outlives the pipeline; null where the language is known.</param>
    /// <param name="spoken">What the recognizer recognises, BCP 47.</param>
    /// <param name="startPosition">What the source gives from before it is heard by the detector and the recognizer alone.</param>
    /// <param name="onFault">Told of every transcript that goes without a stage's labels, as the stage failed on it.</param>
    /// <param name="onFrame">Told of every frame before it is recognised; its samples are valid meanwhile.</param>
    public SpeechPipeline(
        IVoiceActivityDetector vad,
        IRecognizerStream recognizer,
        SpeakerTracker? speakers = null,
        EmotionTracker? emotions = null,
        MusicDetector? sounds = null,
        Action<LabelStage, Exception>? onFault = null,
        Action<SpeechFrame>? onFrame = null,
        Func<TranscriptFormatter?>? formatting = null,
        long startPosition = 0,
        LanguageTracker? languages = null,
        IReadOnlyList<string>? spoken = null)
    {
        _vad = vad;
        _recognizer = recognizer;
        _speakers = speakers;
        _emotions = emotions;
        _sounds = sounds is null ? null : new SoundStage(sounds, fault => onFault?.Invoke(LabelStage.Sounds, fault));
        _formatting = formatting is null ? null : new FormattingStage(formatting, fault => onFault?.Invoke(LabelStage.Formatting, fault));
        _languages = languages is null
            ? null
            : new LanguageStage(languages, spoken ?? [], fault => onFault?.Invoke(LabelStage.Languages, fault));
        _onFault = onFault;
        _onFrame = onFrame;
        _startPosition = startPosition;
    }

    /// <summary>Finds out when words were said that the recognizer only guesses the times of; null where nobody asks.</summary>
    public IAligner? Aligner
    {
        init => _timing = value is null ? null : new TimingStage(value, fault => _onFault?.Invoke(LabelStage.Times, fault));
    }

    /// <summary>Runs until the source ends and the last final is out. Runs once.</summary>
    public async IAsyncEnumerable<Transcript> RunAsync(
        IAudioSource source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feeding = FeedAsync(source, stop.Token);
        try
        {
            while (await HasMoreAsync(feeding, stop.Token))
            {
                while (_recognizer.Transcripts.TryRead(out var transcript))
                {
                    // (3) in which language
                    var labelled = _languages?.Label(transcript) ?? transcript;

                    // (4) when words were said, where recognition only guesses
                    labelled = _timing is null ? labelled : await _timing.PlaceAsync(labelled, cancellationToken);

                    // (5) who speaks
                    labelled = LabelSpeakers(labelled);

                    // (6) how it is said
                    labelled = await LabelEmotionsAsync(labelled, cancellationToken);

                    // (7) how it is written
                    labelled = _formatting?.Format(labelled) ?? labelled;
                    yield return _sounds?.Add(labelled) ?? labelled;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await feeding;
        if (_sounds?.Rest() is { } rest)
        {
            yield return rest;
        }
    }

    public ValueTask DisposeAsync() => _recognizer.DisposeAsync();

    /// <summary>A label is never worth a word: where the stage fails, the transcript is as it was.</summary>
    private Transcript LabelSpeakers(Transcript transcript)
    {
        try
        {
            return _speakers?.Label(transcript) ?? transcript;
        }
        catch (Exception fault)
        {
            _onFault?.Invoke(LabelStage.Speakers, fault);
            return transcript;
        }
    }

    /// <inheritdoc cref="LabelSpeakers"/>
    private async ValueTask<Transcript> LabelEmotionsAsync(Transcript transcript, CancellationToken cancellationToken)
    {
        try
        {
            return _emotions is null ? transcript : await _emotions.LabelAsync(transcript, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            _onFault?.Invoke(LabelStage.Emotion, fault);
            return transcript;
        }
    }

    /// <summary>Waits for transcripts. When feeding failed none will come: the recognizer is never told to finish.</summary>
    private async Task<bool> HasMoreAsync(Task feeding, CancellationToken cancellationToken)
    {
        var waiting = _recognizer.Transcripts.WaitToReadAsync(cancellationToken).AsTask();
        await Task.WhenAny(waiting, feeding);
        return !feeding.IsFaulted && !feeding.IsCanceled && await waiting;
    }

    private async Task FeedAsync(IAudioSource source, CancellationToken cancellationToken)
    {
        var (frames, speech) = (new FrameReader(source), new float?[FrameReader.Most]);
        while (true)
        {
            // (1) frames; what is there already is read without waiting, however much it is
            cancellationToken.ThrowIfCancellationRequested();
            if (!await frames.ReadAsync(cancellationToken))
            {
                break;
            }

            // (2) voice activity
            Listen(frames, speech);
            for (var i = 0; i < frames.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await RecogniseAsync(frames, i, speech[i], cancellationToken);
            }
        }

        _sounds?.Finish();
        await _recognizer.FinishAsync(cancellationToken);
    }

    /// <param name="speech">Of each frame its probability, 0 to 1; null where long digital silence goes on and there
    /// is nothing to be heard.</param>
    private void Listen(FrameReader frames, Span<float?> speech)
    {
        Span<float> probabilities = stackalloc float[FrameReader.Most];
        for (var i = 0; i < frames.Count; i++)
        {
            speech[i] = _silence.GoesOn(frames.Whole(i..(i + 1))) ? null : 0;
        }

        for (var first = 0; first < frames.Count; first++)
        {
            var end = first;
            while (end < frames.Count && speech[end] is not null)
            {
                end++;
            }

            if (end > first)
            {
                _vad.Next(frames.Whole(first..end), probabilities[first..end]);
            }

            for (; first < end; first++)
            {
                speech[first] = probabilities[first];
            }
        }
    }

    private async ValueTask RecogniseAsync(FrameReader frames, int number, float? speech, CancellationToken cancellationToken)
    {
        var frame = new SpeechFrame(frames.Position(number), frames.Samples(number), speech ?? 0, frames.Behind(number));
        if (frame.Position >= _startPosition)
        {
            // (2) what is heard beside speech
            if (speech is { } probability)
            {
                _sounds?.Hear(frame.Position, frames.Whole(number..(number + 1)), probability);
            }

            _onFrame?.Invoke(frame);
        }

        // (3) recognition
        await _recognizer.AcceptAsync(frame, cancellationToken);
    }
}
