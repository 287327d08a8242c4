using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>One connection to Speechmatics: every message has its kind in <c>message</c>, and sound is counted.</summary>
internal sealed class SpeechmaticsDialogue(string model, CloudAccess access, SpeechmaticsSettings settings, CloudRequest request)
    : ISocketDialogue
{
    private const int MostTerms = 1_000;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly SpeechmaticsWords _words = new();

    public Uri Address => access.Socket("v2/");

    public bool WaitsForGreeting => true;

    public string? KeepAlive => null;

    public IReadOnlyList<string> EndTurn(CloudTurn turn) => ["""{"message":"ForceEndOfUtterance"}"""];

    public string? Hello => JsonSerializer.Serialize(new
    {
        message = "StartRecognition",
        audio_format = new { type = "raw", encoding = "pcm_s16le", sample_rate = AudioFormat.SampleRate },
        transcription_config = new
        {
            language = SpeechmaticsLanguages.NameOf(request.Language),
            model,
            enable_partials = request.Interims,
            max_delay = settings.MaxDelay.TotalSeconds,
            diarization = settings.Diarize ? "speaker" : "none",
            additional_vocab = request.Keyterms.Take(MostTerms).Select(term => new { content = term }),
        },
    });

    public void Prepare(ClientWebSocketOptions options)
    {
        if (access.Key is { } key)
        {
            options.SetRequestHeader("Authorization", $"Bearer {key}");
        }
    }

    public IReadOnlyList<string> Goodbye(int chunks) => [JsonSerializer.Serialize(new { message = "EndOfStream", last_seq_no = chunks })];

    public CloudMessage Read(JsonElement message)
    {
        switch (CloudJson.TypeOf(message, "message"))
        {
            case "RecognitionStarted":
                return new CloudMessage { Greets = true };
            case "AddPartialTranscript":
                return Told(_words.Partial(message.Deserialize<SpeechmaticsTranscript>(Json)!));
            case "AddTranscript":
                return Told(_words.Final(message.Deserialize<SpeechmaticsTranscript>(Json)!));
            case "EndOfUtterance":
                return Told(_words.Rest()) with { Flushes = true };
            case "EndOfTranscript":
                return Told(_words.Rest()) with { Ends = true };
            case "Error":
                return new CloudMessage { Fault = FaultOf(CloudJson.TypeOf(message, "type")) };

            // What is sent from now on is not heard, which nobody would notice otherwise.
            case "Warning" when CloudJson.TypeOf(message, "type") == "duration_limit_exceeded":
                return new CloudMessage { Fault = new CloudFault(EngineFaultKind.Limit, "duration_limit_exceeded") };
            default:
                return CloudMessage.Other;
        }
    }

    /// <summary>The error came as a message before; without one the connection broke.</summary>
    public CloudFault FaultOf(int code, string? reason) => new(
        code switch
        {
            4001 => EngineFaultKind.Auth,
            4003 or 4004 or 1003 => EngineFaultKind.Refused,
            4005 or 4006 => EngineFaultKind.Limit,
            _ => EngineFaultKind.Transient,
        },
        code.ToString());

    private static CloudMessage Told(CloudResult? result) => new() { Results = result is null ? [] : [result] };

    private static CloudFault FaultOf(string? type) => type switch
    {
        "not_authorised" or "insufficient_funds" => new CloudFault(EngineFaultKind.Auth, "401"),
        "not_allowed" or "invalid_model" or "invalid_message" or "invalid_config" or "invalid_audio_type" or "protocol_error"
            or "invalid_language" or "invalid_output_format" => new CloudFault(EngineFaultKind.Refused, type),
        "quota_exceeded" or "timelimit_exceeded" => new CloudFault(EngineFaultKind.Limit, type),
        "job_error" or "internal_error" or "buffer_error" or "data_error" or "policy_violation" or "idle_timeout" or "session_timeout" =>
            new CloudFault(EngineFaultKind.Transient, type),
        _ => new CloudFault(EngineFaultKind.Transient, "Error"),
    };
}
