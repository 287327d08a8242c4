using Google.Protobuf;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech.V2;

namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>
/// One stream at Google: what is asked for first, then sound. There is no way to ask for what is known but to end the stream's own half:
/// the rest is said then, and the stream is over.
/// </summary>
/// <param name="call">A line, by its first message.</param>
internal sealed class GoogleSpeechDialogue(
    string model, GoogleSpeechSettings settings, CloudRequest request, Func<byte[], ICloudLine> call) : ICloudDialogue
{
    private readonly GoogleSpeechResults _results = new();
    private volatile bool _rests;

    public string? KeepAlive => null;

    /// <summary>The far end says what is left, and ends, when our half is over.</summary>
    public bool IsDone => true;

    /// <summary>Of the models that take streams, Chirp 3 refuses to be asked for times.</summary>
    public static bool TellsTimes(string model) => !model.StartsWith("chirp_3", StringComparison.Ordinal);

    public ICloudLine Line(CloudAccess access) => call(Opening().ToByteArray());

    public byte[]? Wrap(ReadOnlyMemory<byte> pcm)
    {
        _results.Sent(pcm.Length / sizeof(short));
        return new StreamingRecognizeRequest { Audio = UnsafeByteOperations.UnsafeWrap(pcm) }.ToByteArray();
    }

    public bool EndsWith(CloudTurn turn) => turn.IsAwaited || (settings.EndsAtPauses && turn.EndsSpeech);

    public IReadOnlyList<string> EndTurn(CloudTurn turn)
    {
        _rests |= EndsWith(turn);
        return [];
    }

    public IReadOnlyList<string> Goodbye(int chunks) => [];

    /// <summary>Where it ended because somebody stopped speaking, or waits, what was said is a whole.</summary>
    public IReadOnlyList<CloudResult>? Farewell(int code) => code != 1000 ? null
        : _rests ? [new CloudResult(IsFinal: true, 0, 0, []) { EndsSpeech = true }]
        : [];

    public CloudMessage Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var response = StreamingRecognizeResponse.Parser.ParseFrom(message.Span);
            return new CloudMessage
            {
                Results = _results.Read(response),
                GoesAway = response.SpeechEventType == StreamingRecognizeResponse.Types.SpeechEventType.EndOfSingleUtterance,
            };
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException("A message is none of the provider's.", e);
        }
    }

    public CloudFault FaultOf(int code, string? reason) => GoogleSpeechFault.Of(code);

    private StreamingRecognizeRequest Opening()
    {
        var config = new RecognitionConfig
        {
            Model = model,
            ExplicitDecodingConfig = new ExplicitDecodingConfig
            {
                Encoding = ExplicitDecodingConfig.Types.AudioEncoding.Linear16,
                SampleRateHertz = AudioFormat.SampleRate,
                AudioChannelCount = 1,
            },
            Features = new RecognitionFeatures
            {
                EnableAutomaticPunctuation = true,
                EnableWordConfidence = TellsTimes(model),
                EnableWordTimeOffsets = TellsTimes(model),
            },
            Adaptation = GoogleSpeechPhrases.Of(request.Keyterms),
        };
        config.LanguageCodes.AddRange(request.Language is { } one ? [GoogleSpeechLanguages.NameOf(one)] : settings.Languages);
        return new StreamingRecognizeRequest
        {
            Recognizer = GoogleSpeechProtocol.Recognizer(settings),
            StreamingConfig = new StreamingRecognitionConfig
            {
                Config = config,
                StreamingFeatures = new StreamingRecognitionFeatures { InterimResults = request.Interims },
            },
        };
    }
}
