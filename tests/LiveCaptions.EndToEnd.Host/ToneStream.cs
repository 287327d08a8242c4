using System.Threading.Channels;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.EndToEnd.Host;

/// <summary>
/// One track of <see cref="ToneRecognizer"/>: run lengths of loudness to words; four words, or words and silence, are an utterance.
/// </summary>
public sealed class ToneStream(RecognizerStreamOptions options) : IRecognizerStream
{
    private const int BlockLength = 160;
    private const int WordBlocks = 20;
    private const int PauseBlocks = 50;
    private const int WordsPerUtterance = 4;

    private readonly Channel<Transcript> _transcripts = Channel.CreateUnbounded<Transcript>();
    private readonly float[] _block = new float[BlockLength];
    private readonly List<Word> _words = [];
    private int _filled;
    private int _level;
    private int _run;
    private int _utterance;
    private long _position = options.StartPosition;

    public ChannelReader<Transcript> Transcripts => _transcripts.Reader;

    public ValueTask AcceptAsync(SpeechFrame frame, CancellationToken cancellationToken)
    {
        if (frame.Position < options.StartPosition)
        {
            return ValueTask.CompletedTask;
        }

        foreach (var sample in frame.Samples.Span)
        {
            _block[_filled++] = sample;
            if (_filled == BlockLength)
            {
                Take(Tones.LevelOf(_block));
                _filled = 0;
                _position += BlockLength;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        EndRun();
        EndUtterance();
        return ValueTask.CompletedTask;
    }

    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        _transcripts.Writer.TryComplete();
    }

    public ValueTask DisposeAsync()
    {
        _transcripts.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Take(int level)
    {
        if (level != _level)
        {
            EndRun();
            _level = level;
        }

        _run++;
        if (_level == 0 && _run == PauseBlocks)
        {
            EndUtterance();
        }
    }

    private void EndRun()
    {
        if (_level > 0 && _run >= WordBlocks)
        {
            _words.Add(new Word(Tones.Word(_level), _position - (_run * BlockLength), _position, 1));
            if (_words.Count == WordsPerUtterance)
            {
                EndUtterance();
            }
            else
            {
                Say(isFinal: false);
            }
        }

        _run = 0;
    }

    private void EndUtterance()
    {
        if (_words.Count > 0)
        {
            Say(isFinal: true);
            _words.Clear();
            _utterance++;
        }
    }

    private void Say(bool isFinal)
    {
        if (isFinal || options.Interims)
        {
            _transcripts.Writer.TryWrite(new Transcript
            {
                Utterance = _utterance,
                IsFinal = isFinal,
                Words = [.. _words],
                StableWords = _words.Count,
                Language = "en",
                AudioEnd = _position,
            });
        }
    }
}
