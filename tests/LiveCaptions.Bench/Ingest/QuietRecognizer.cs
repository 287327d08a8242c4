using System.Threading.Channels;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Hears nothing and costs nothing: where many streams are to show what their transport takes.</summary>
internal sealed class QuietRecognizer : IRecognizer
{
    private const int Unlimited = 10_000;

    public string Name => "quiet";

    public IReadOnlyList<string> Languages => ["en"];

    public SpeechEngine ToEngine() => new(this, () => new Deaf(), new EngineCapacity("cpu", 0, Unlimited));

    public IRecognizerStream CreateStream(RecognizerStreamOptions options) => new Stream();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Deaf : IVoiceActivityDetector
    {
        public float Next(ReadOnlySpan<float> frame) => 0;
    }

    private sealed class Stream : IRecognizerStream
    {
        private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>();

        public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

        public ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask FinishAsync(CancellationToken cancellationToken)
        {
            _transcripts.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => FinishAsync(CancellationToken.None);
    }
}
