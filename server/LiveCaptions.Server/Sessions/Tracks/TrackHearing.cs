using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Languages;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Lets one engine after the other hear a track, each from the last final on: a run goes to the recording's end or to a flush, and ends
/// before where the engine fails, or where a more wanted one is there again.
/// </summary>
internal sealed class TrackHearing(
    AudioTrack track, SpeakerTracker? speakers, EmotionTracker? emotions, TrackWriter writer,
    LiveSettings settings, SessionTroubles troubles, StageFaults faults, RunnerContext context)
{
    /// <summary>
    /// Nobody waits for an import, and a provider that hears whole pieces of sound has nothing to say before their end: such an engine may
    /// take so many times as long.
    /// </summary>
    private const int Patience = 6;

    /// <summary>How long an engine that is given up may take to notice.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Held while something is written: an engine that is given up in the middle of it has it written to its end.</summary>
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Outlives engines; after a restart it begins anew.</summary>
    private readonly LanguageTracker _languages = new(settings.Asked.Languages ?? [], new LinguaLanguages());

    /// <summary>
    /// Engines that were given up before they said anything, and said nothing since: what they were given may be no speech, so that they
    /// are not hurried again.
    /// </summary>
    private readonly HashSet<PooledEngine> _unanswered = [];

    private SilentStretch _silence = new();
    private int _utterances;

    /// <summary>Whether viewers see something of an utterance that is not final.</summary>
    private bool _isOpen;

    /// <returns>The more wanted engine that goes on from here; null where all there was is heard.</returns>
    /// <exception cref="EngineFailedException">The engine failed; any other exception is not its fault.</exception>
    public async Task<EngineTurn?> HearAsync(EngineTurn turn, CancellationToken cancellationToken)
    {
        var engine = await turn.LoadAsync(cancellationToken);
        if (settings.Engines.Begin(turn) is { } change)
        {
            context.OnSwitch(track, change);
        }

        var start = track.Heard.Final;
        var reader = track.Recording.ReadFrom(start, settings.IsImport ? 0 : LeftContext(start));
        track.Heard.Follow(reader);
        _silence = new SilentStretch();
        using var watch = Watch(reader, turn.Engine.Capabilities);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var run = RunAsync(turn, engine, reader, watch, stop.Token);
        if (await Task.WhenAny(run, watch.Stalled) == run)
        {
            return await run;
        }

        // One that does not even notice that it is given up is left behind.
        await stop.CancelAsync();
        await ((Task)run).WaitAsync(Grace, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // What it wrote just now counts, and it writes no more: who goes on begins behind it.
        await _writing.WaitAsync(cancellationToken);
        _writing.Release();
        _ = LetGoAsync(run);
        if (watch.IsUnanswered)
        {
            _unanswered.Add(turn.Engine);
        }

        throw watch.ToException();
    }

    /// <summary>An engine that a run hands over after it was given up is nobody's: others may have their turn with it.</summary>
    private static async Task LetGoAsync(Task<EngineTurn?> run)
    {
        await ((Task)run).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.IsCompletedSuccessfully)
        {
            (await run)?.Dispose();
        }
    }

    /// <summary>Takes back what was shown of an utterance that was not finished.</summary>
    public async Task WithdrawAsync()
    {
        if (_isOpen)
        {
            _isOpen = false;
            await writer.WithdrawAsync(_utterances++, track.Heard.Final, settings.LanguageOf(settings.Engines.Now.Languages));
        }
    }

    private async Task<EngineTurn?> RunAsync(
        EngineTurn turn, SpeechEngine engine, RecordingReader reader, StallWatch watch, CancellationToken cancellationToken)
    {
        var isWriting = false;
        EngineTurn? better = null;
        try
        {
            var firstUtterance = _utterances;
            await using var pipeline = CreatePipeline(turn, engine, watch);
            await foreach (var transcript in pipeline.RunAsync(reader, cancellationToken))
            {
                isWriting = true;
                watch.Pause();

                // Each run counts its utterances from 0; the track goes on counting.
                await InTurnAsync(
                    () => WriteAsync(transcript with { Utterance = firstUtterance + transcript.Utterance }, turn, reader),
                    cancellationToken);
                watch.GoOn();
                isWriting = false;
                if (transcript.IsFinal && transcript.Next.Count == 0 && (better = settings.Engines.TryReturn(turn)) is not null)
                {
                    break;
                }
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && !isWriting && reader.Fault is null)
        {
            better?.Dispose();
            throw EngineFailedException.Of(fault);
        }
        catch
        {
            better?.Dispose();
            throw;
        }

        await (better is null ? EndAsync(reader, turn) : Task.CompletedTask);
        return better;
    }

    private async Task InTurnAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await write();
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WriteAsync(Transcript transcript, EngineTurn turn, RecordingReader reader)
    {
        _utterances = transcript.Utterance + (transcript.IsFinal ? 1 : 0);
        _isOpen = !transcript.IsFinal || transcript.Next.Count > 0;
        _silence.Write(_isOpen, transcript.IsFinal ? transcript.AudioEnd : track.Heard.Final);
        if (transcript.Words.Count > 0)
        {
            _unanswered.Remove(turn.Engine);
        }

        await writer.WriteAsync(transcript);
        track.Tell(transcript.Words.Count > 0 ? track.Watch.Spoke(reader.Position) : null);
        troubles.TellRecognition(track, fails: false);
        if (transcript.IsFinal)
        {
            turn.Succeed();
            Reach(transcript.AudioEnd, turn);
        }
    }

    private async Task EndAsync(RecordingReader reader, EngineTurn turn)
    {
        await WithdrawAsync();
        if (reader.Position > track.Heard.Final)
        {
            await writer.StoreProgressAsync(reader.Position);
            Reach(reader.Position, turn);
        }
    }

    private void Reach(long position, EngineTurn turn)
    {
        var seconds = AudioFormat.ToSeconds(track.Heard.Reach(position));
        turn.Engine.Spent.Add(seconds);
        context.Metrics.CountEngineAudio(turn.Engine.Name, seconds);
    }

    private StallWatch Watch(RecordingReader reader, EngineCapabilities engine)
    {
        var isSlow = settings.IsImport || engine is { IsRemote: true, HasCheapInterims: false };
        var bound = settings.Engines.HasOthers ? context.Stall * (isSlow ? Patience : 1) : TimeSpan.Zero;
        var hangs = !settings.IsImport && engine is { IsRemote: true, HasCheapInterims: true } ? context.Hang : TimeSpan.Zero;
        return new StallWatch(bound, hangs, () => reader.Available > 0 || reader.IsAtEnd, context.Time);
    }

    private SpeechPipeline CreatePipeline(EngineTurn turn, SpeechEngine engine, StallWatch watch) => engine.CreatePipeline(
        OptionsFor(engine) with
        {
            OnSign = watch.NoteSign,
            OnOpen = _unanswered.Contains(turn.Engine) ? () => { } : watch.NoteOpen,
            ReadyWithin = settings.Engines.HasOthers && !settings.IsImport ? context.Ready : null,
        },
        speakers, emotions, faults.Tell, settings.Asked.Sounds == true,
        frame =>
        {
            watch.Hear(frame);
            track.Tell(track.Watch.Hear(frame));
            if (_silence.Hear(frame) is { } settled)
            {
                Reach(settled, turn);
            }
        },
        () => settings.Formatter, _languages);

    private RecognizerStreamOptions OptionsFor(SpeechEngine engine) => new()
    {
        Language = settings.LanguageOf(engine),
        Languages = settings.Asked.Languages ?? [],
        Keyterms = () => settings.Keyterms,
        StartPosition = track.Heard.Final,
        Interims = !settings.IsImport,
        Background = settings.IsImport,
        Quality = settings.IsImport ? RecognitionQuality.Best : RecognitionQuality.Fast,
        MaxDelay = () => settings.MaxDelay,
        WholeCues = settings.IsImport ? null : settings.WholeCues(engine).Count,
    };

    /// <summary>Whole frames before a position, so that those behind it lie as they would without.</summary>
    private static long LeftContext(long position) =>
        Math.Min(RecognizerStreamOptions.LeftContext, position - (position % IVoiceActivityDetector.FrameLength));
}
