using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech.V2;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>What a stream of <see cref="FakeGoogleSpeech"/> says about what it hears.</summary>
internal sealed class FakeGoogleListener(FakeGoogleSpeech cloud, FakeCall call, int number, StreamingRecognitionConfig config)
{
    private const long Endpointing = AudioFormat.SampleRate * 8 / 10;
    private const long LongestOpen = AudioFormat.SampleRate * 12;

    private readonly BurstEar _ear = new();
    private long _finalTo;
    private long _shownAt;

    public async Task HearAsync(short[] samples)
    {
        _ear.Accept(samples);
        if (cloud.EndsAtSilence && _ear is { Count: > 0, IsOpen: false } && _ear.Heard - _ear.LastSound >= Endpointing)
        {
            await SayFinalAsync(_ear.Heard);
        }
        else if (cloud.EndsAtSilence && _ear.Count > 0 && _ear.Heard - _finalTo >= LongestOpen)
        {
            // Up to the end of a word in mid-speech: what is being said is the next one's.
            await SayFinalAsync(_ear.Words(open: false)[^1].End);
        }
        else if (config.StreamingFeatures.InterimResults && _ear.Heard - _shownAt >= AudioFormat.SampleRate / 2
            && (_ear.Count > 0 || _ear.IsOpen))
        {
            _shownAt = _ear.Heard;
            await SayInterimAsync();
        }
    }

    /// <summary>Of silence nothing is said.</summary>
    public Task FinishAsync() => _ear.Count > 0 || _ear.IsOpen ? SayFinalAsync(_ear.Heard) : Task.CompletedTask;

    /// <summary>What is surer and what is less sure are results of their own, without words and their times.</summary>
    private Task SayInterimAsync()
    {
        var words = _ear.Words(open: true);
        var response = new StreamingRecognizeResponse();
        response.Results.Add(Interim(string.Join(' ', words.SkipLast(1).Select(word => word.Text)), words[^1].Start));
        response.Results.Add(Interim(" " + words[^1].Text, _ear.Heard));
        return call.SendAsync(response.ToByteArray());
    }

    private StreamingRecognitionResult Interim(string text, long end) => new()
    {
        Alternatives = { new SpeechRecognitionAlternative { Transcript = text } },
        ResultEndOffset = Offset(end),
        LanguageCode = config.Config.LanguageCodes[0],
    };

    private async Task SayFinalAsync(long end)
    {
        var withOpen = end == _ear.Heard;
        var words = _ear.Words(withOpen);
        var best = new SpeechRecognitionAlternative { Transcript = string.Join(' ', words.Select(word => word.Text)), Confidence = 0.9f };
        if (config.Config.Features.EnableWordTimeOffsets)
        {
            best.Words.AddRange(words.Select(word => new WordInfo
            {
                Word = word.Text,
                StartOffset = Off(word.Start),
                EndOffset = Off(word.End),
                Confidence = config.Config.Features.EnableWordConfidence ? 0.75f : 0,
            }));
        }

        var response = new StreamingRecognizeResponse
        {
            Results =
            {
                new StreamingRecognitionResult
                {
                    Alternatives = { best, new SpeechRecognitionAlternative { Transcript = "something else" } },
                    IsFinal = true,
                    ResultEndOffset = Offset(end),
                    LanguageCode = config.Config.LanguageCodes[0],
                },
            },
        }.ToByteArray();
        (_finalTo, _shownAt) = (end, end);
        _ear.Take(withOpen);
        await call.SendAsync(response);
        if (cloud.SaysTwice)
        {
            await call.SendAsync(response);
        }
    }

    private Duration Off(long samples) =>
        Duration.FromTimeSpan(TimeSpan.FromSeconds(Math.Max(0, AudioFormat.ToSeconds(samples) + cloud.Off(number))));

    private static Duration Offset(long samples) => Duration.FromTimeSpan(TimeSpan.FromSeconds(AudioFormat.ToSeconds(samples)));
}
