using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition;

/// <summary>What one track asks of an engine.</summary>
public sealed record RecognizerStreamOptions
{
    /// <summary>Samples before <see cref="StartPosition"/> that help a stream with interims: 4.5 s. More helps no further.</summary>
    public const int LeftContext = 140 * IVoiceActivityDetector.FrameLength;

    public static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(3);

    /// <summary>BCP 47; null lets the engine choose.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// BCP 47: none but these is spoken, the likeliest first. A hint, where no <see cref="Language"/> is named; empty for any.
    /// </summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>
    /// Names and jargon to expect, the most wanted first; asked again and again, as they may be changed. Engines that do not take them into
    /// account (<see cref="EngineCapabilities.TakesKeyterms"/>) go without.
    /// </summary>
    public Func<IReadOnlyList<string>> Keyterms { get; init; } = () => [];

    /// <summary>False where nobody looks at interims (files): the engine then decodes each utterance once, and long ones whole.</summary>
    public bool Interims { get; init; } = true;

    /// <summary>
    /// Of finals. Work in the background that begins while live streams run is <see cref="RecognitionQuality.Fast"/>,
    /// whatever was asked for.
    /// </summary>
    public RecognitionQuality Quality { get; init; }

    /// <summary>True where nobody waits for the result: other streams' decodes then go first.</summary>
    public bool Background { get; init; }

    /// <summary>
    /// Position of the first sample whose words are wanted. A stream with interims may be given sound before it, to understand what
    /// follows; any other sees this sample first.
    /// </summary>
    public long StartPosition { get; init; }

    /// <summary>
    /// How long after it was said a word becomes final at the latest, as far as the machine keeps up; asked again and again, as it may be
    /// changed. Of streams with interims only.
    /// </summary>
    public Func<TimeSpan> MaxDelay { get; init; } = () => DefaultMaxDelay;

    /// <summary>
    /// Told whenever an engine on another machine says what it makes of the sound, also where that is nothing: a sign that it works. By any
    /// thread.
    /// </summary>
    public Action OnSign { get; init; } = () => { };

    /// <summary>Told whenever an engine on another machine is ready to hear the sound that follows. By any thread.</summary>
    public Action OnOpen { get; init; } = () => { };

    /// <summary>
    /// How long an engine on another machine may take until it is ready, before that is a fault of kind <see
    /// cref="EngineFaultKind.Silent"/>; null leaves it the time that it needs, where nobody else is there.
    /// </summary>
    public TimeSpan? ReadyWithin { get; init; }

    /// <summary>
    /// How many of the leading words, which will not change any more, may become a final without those behind them: as many as fill whole
    /// cues; 0 while none is full. Asked whenever there are more of them. Null where finals end at pauses only.
    /// </summary>
    public Func<IReadOnlyList<Word>, int>? WholeCues { get; init; }

    /// <summary>
    /// Finals that an earlier run made of the same audio from the same start, by number of the utterance; null for one that it did not
    /// make. An engine need not decode these again. It still hears their audio, so that what comes behind them is what it would have been.
    /// </summary>
    public Func<int, Transcript?>? Known { get; init; }
}
