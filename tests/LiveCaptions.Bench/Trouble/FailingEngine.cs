using System.Threading.Channels;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Trouble;

/// <summary>Stands before a recognizer and fails on every frame while it is to.</summary>
internal sealed class FailingEngine(IRecognizer inner, TimeSpan length) : IRecognizer, ITrouble
{
    private volatile bool _fails;

    string ITrouble.Name => "engine failing";

    public TimeSpan Length => length;

    public string Name => inner.Name;

    public IReadOnlyList<string> Languages => inner.Languages;

    public async Task RunAsync(BenchServer server, TimeProvider time, CancellationToken cancellationToken)
    {
        _fails = true;
        await Task.Delay(length, time, cancellationToken);
        _fails = false;
    }

    public IRecognizerStream CreateStream(RecognizerStreamOptions options) => new Stream(this, inner.CreateStream(options));

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Stream(FailingEngine engine, IRecognizerStream inner) : IRecognizerStream
    {
        public ChannelReader<Transcript> Transcripts => inner.Transcripts;

        public ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken) => engine._fails
            ? throw new InvalidOperationException("The engine fails, as the bench asked for.")
            : inner.AcceptAsync(frame, cancellationToken);

        public ValueTask FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public ValueTask FinishAsync(CancellationToken cancellationToken) => inner.FinishAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
