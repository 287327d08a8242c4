using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech.V2;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>
/// <c>StreamingRecognize</c>: what is asked for, then sound in messages of 15 KB, for five minutes; nothing is said about silence, and the
/// rest when the caller's half is over.
/// </summary>
internal sealed class FakeGoogleSpeech(TimeProvider? time = null) : FakeCloud(time, HttpProtocols.Http2)
{
    public const string Project = "a-project";

    private const int LongestAudio = 15 * 1024;
    private const long LongestStream = 305 * AudioFormat.SampleRate;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<int, (int Number, string Name)> Statuses = new()
    {
        [400] = (3, "INVALID_ARGUMENT"),
        [401] = (16, "UNAUTHENTICATED"),
        [403] = (7, "PERMISSION_DENIED"),
        [404] = (5, "NOT_FOUND"),
        [409] = (10, "ABORTED"),
        [416] = (11, "OUT_OF_RANGE"),
        [429] = (8, "RESOURCE_EXHAUSTED"),
        [500] = (13, "INTERNAL"),
        [503] = (14, "UNAVAILABLE"),
    };

    /// <summary>What was asked for, stream by stream.</summary>
    public ConcurrentQueue<StreamingRecognizeRequest> Openings { get; } = new();

    /// <summary>The first messages as they came.</summary>
    public ConcurrentQueue<byte[]> Opened { get; } = new();

    /// <summary>The heads of the calls.</summary>
    public ConcurrentQueue<string> Routed { get; } = new();

    /// <summary>Whether final words come at a pause, or only at the end of a stream.</summary>
    public bool EndsAtSilence { get; set; } = true;

    /// <summary>Whether it ends what comes much faster than it is said: half as fast again, beyond ten seconds.</summary>
    public bool WatchesPace { get; set; }

    /// <summary>As Google writes it, by the status that HTTP would have.</summary>
    public static string NameOf(int status) => $"({Statuses[status].Name})";

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/google.cloud.speech.v2.Speech/StreamingRecognize" && request.ContentType == "application/grpc"
        && (request.Headers["x-goog-api-key"] == Key || request.Headers.Authorization == $"Bearer {Key}");

    protected override Task TalkAsync(FakeConnection connection, HttpRequest request) => throw new NotSupportedException();

    protected override Task RefuseAsync(HttpContext context, int status) =>
        new FakeCall(context, Time).EndAsync(Statuses[status].Number, $"not so: {Key}");

    protected override async Task RespondAsync(HttpContext context, int number)
    {
        var call = new FakeCall(context, Time);
        Routed.Enqueue(context.Request.Headers["x-goog-request-params"].ToString());
        try
        {
            var (status, said) = await TalkAsync(call, number);
            await call.EndAsync(status, said);
        }
        catch (TimeoutException)
        {
            await call.EndAsync(10, "Stream timed out after receiving no more client requests.");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Whoever called is gone.
        }
        finally
        {
            End();
        }
    }

    private async Task<(int Status, string Said)> TalkAsync(FakeCall call, int number)
    {
        var opened = await call.ReadAsync(Idle) ?? [];
        var opening = StreamingRecognizeRequest.Parser.ParseFrom(opened);
        Opened.Enqueue(opened);
        Openings.Enqueue(opening);
        var (recognizer, config) = (opening.Recognizer, opening.StreamingConfig?.Config);
        if (config?.ExplicitDecodingConfig is not { SampleRateHertz: AudioFormat.SampleRate, AudioChannelCount: 1 }
            || !recognizer.StartsWith($"projects/{Project}/locations/", StringComparison.Ordinal) || config.LanguageCodes.Count == 0)
        {
            return (3, "Invalid config.");
        }

        if (config.Model == "chirp_3" && config.Features.EnableWordTimeOffsets)
        {
            return (3, "Chirp 3 only supports word timestamps in Recognize and BatchRecognize requests.");
        }

        return await HearAsync(call, number, new FakeGoogleListener(this, call, number, opening.StreamingConfig!));
    }

    private async Task<(int Status, string Said)> HearAsync(FakeCall call, int number, FakeGoogleListener listener)
    {
        var (heard, began) = (0L, Time.GetTimestamp());
        while (await call.ReadAsync(Idle) is { } message)
        {
            var request = StreamingRecognizeRequest.Parser.ParseFrom(message);
            if (request.StreamingRequestCase != StreamingRecognizeRequest.StreamingRequestOneofCase.Audio
                || request.Audio.Length is 0 or > LongestAudio)
            {
                return (3, $"Audio chunk can be of a maximum of {LongestAudio} bytes.");
            }

            if (heard == 0 && Garbage is { } garbage)
            {
                await call.SendAsync(Encoding.UTF8.GetBytes(garbage));
            }

            var samples = request.Audio.Length / sizeof(short);
            heard += samples;
            Interlocked.Add(ref Heard, samples);
            if (heard > LongestStream)
            {
                return (10, "Max duration of 5 minutes reached for stream.");
            }

            if (WatchesPace && AudioFormat.ToSeconds(heard) > 10 + (1.5 * Time.GetElapsedTime(began).TotalSeconds))
            {
                return (11, "Audio data is being streamed too fast. Please stream audio data approximately at real time.");
            }

            if (CutAfter(number) is { } most && heard >= most)
            {
                call.Abort();
                throw new IOException("Cut off.");
            }

            if (FailAfter(number) is { } last && heard >= last)
            {
                await LoseAsync(call, FailsLate);
                return (14, $"A failure that nobody explains: {Key}");
            }

            await listener.HearAsync(MemoryMarshal.Cast<byte, short>(request.Audio.Span).ToArray());
        }

        await listener.FinishAsync();
        return (0, "");
    }

    private static async Task LoseAsync(FakeCall call, long samples)
    {
        while (samples > 0 && await call.ReadAsync(Idle) is { } lost)
        {
            samples -= lost.Length / sizeof(short);
        }
    }
}
