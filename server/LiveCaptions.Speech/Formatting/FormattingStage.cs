using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Formatting;

/// <summary>Formats one track's transcripts. What is changed while an utterance is open holds from the next one on, so that its interims
/// stay alike.</summary>
/// <param name="current">What holds now; null for nothing.</param>
/// <param name="onFault">Told of every transcript that could not be formatted; the words are as they were, or hidden where something is
/// to be redacted.</param>
public sealed class FormattingStage(Func<TranscriptFormatter?> current, Action<Exception> onFault)
{
    private TranscriptFormatter? _formatter;
    private int _utterance = -1;

    public Transcript Format(Transcript transcript)
    {
        var written = Write(transcript);
        return transcript.NextInterim is { } next ? written with { Next = Write(next).Words } : written;
    }

    private Transcript Write(Transcript transcript)
    {
        if (transcript.Utterance != _utterance)
        {
            (_utterance, _formatter) = (transcript.Utterance, current());
        }

        if (_formatter is null)
        {
            return transcript;
        }

        try
        {
            return _formatter.Format(transcript);
        }
        catch (Exception fault)
        {
            onFault(fault);
            return _formatter.Options.Redacts ? TranscriptFormatter.Hide(transcript) : transcript;
        }
    }
}
