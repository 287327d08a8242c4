using System.Threading.Channels;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>One track: an utterance begins with a loud frame and ends with a third of a second of silent ones.</summary>
public sealed class FakeRecognizerStream(FakeRecognizer recognizer, RecognizerStreamOptions options) : IRecognizerStream
{
    private const int EndpointFrames = 10;
    private const int FramesPerInterim = 6;
    private const int MinWordSamples = 1_000;

    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>();
    private readonly List<float> _utterance = [];
    private long _start;
    private long _end = options.StartPosition;
    private int _silentFrames;
    private int _frames;
    private int _number;

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public async ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        await recognizer.BeforeFrame(frame, cancellationToken);
        if (frame.Position < options.StartPosition || recognizer.Ignores(frame))
        {
            return;
        }

        _end = frame.Position + frame.Samples.Length;
        var isSpeech = frame.SpeechProbability > 0.5f;
        if (_utterance.Count == 0 && !isSpeech)
        {
            return;
        }

        if (_utterance.Count == 0)
        {
            _start = frame.Position;
        }

        _utterance.AddRange(frame.Samples.Span);
        _silentFrames = isSpeech ? 0 : _silentFrames + 1;
        if (_silentFrames == EndpointFrames)
        {
            await FlushAsync(cancellationToken);
        }
        else if (options.Interims && ++_frames % FramesPerInterim == 0)
        {
            Write(isFinal: false);
            EndInMidSpeech();
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_utterance.Count > 0)
        {
            Write(isFinal: true);
            _utterance.Clear();
            _silentFrames = _frames = 0;
            _number++;
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        _transcripts.Writer.Complete();
    }

    public ValueTask DisposeAsync()
    {
        _transcripts.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <summary>All words but the newest, of which more may come, are known.</summary>
    private void EndInMidSpeech()
    {
        var words = Decode();
        if (recognizer.EndsAt([.. words.SkipLast(1)], options) is not (> 0 and var whole))
        {
            return;
        }

        var end = words[whole].Start;
        _transcripts.Writer.TryWrite(new Transcript
        {
            Utterance = _number++,
            IsFinal = true,
            Words = [.. words.Take(whole)],
            Next = [.. words.Skip(whole)],
            StableWords = whole,
            Language = options.Language ?? "en",
            AudioEnd = end,
        });
        _utterance.RemoveRange(0, (int)(end - _start));
        _start = end;
        Write(isFinal: false);
    }

    private void Write(bool isFinal)
    {
        var known = isFinal ? options.Known?.Invoke(_number) : null;
        if (isFinal && known is null)
        {
            recognizer.CountDecoded();
        }

        var words = known?.Words ?? Decode();
        var language = options.Language is null ? recognizer.LanguageOf?.Invoke(words) : null;
        _transcripts.Writer.TryWrite(new Transcript
        {
            Utterance = _number,
            IsFinal = isFinal,
            Words = words,
            StableWords = words.Count,
            Language = options.Language ?? language ?? "en",
            LanguageFrom = recognizer.LanguageOf is null ? LanguageSource.Given
                : language is null ? LanguageSource.Nobody : LanguageSource.Engine,
            AudioEnd = _end,
            Voices = known?.Voices ?? [],
            Emotions = known?.Emotions ?? [],
            Heard = known is not null || (recognizer.Voices is null && recognizer.Emotions is null)
                ? null
                : new HeardUtterance(_start, _start, long.MaxValue, _utterance.ToArray(), [], EncoderFeatures.None),
        });
    }

    private List<Word> Decode()
    {
        if (recognizer.HearsAnything)
        {
            return [new Word("something", _start, _start + _utterance.Count, 0.9f)];
        }

        var words = new List<Word>();
        for (var i = 0; i < _utterance.Count;)
        {
            var from = i;
            while (i < _utterance.Count && _utterance[i] == _utterance[from])
            {
                i++;
            }

            if (_utterance[from] != 0 && i - from >= MinWordSamples)
            {
                var word = FakeSpeech.WordOf(_utterance[from]);
                words.Add(new Word(recognizer.NameOf(word), _start + from, _start + i, recognizer.ConfidenceOf(word)));
            }
        }

        return words;
    }
}
