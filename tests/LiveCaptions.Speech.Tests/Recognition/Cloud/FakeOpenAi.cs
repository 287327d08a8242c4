using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

/// <summary>A server with OpenAI's <c>audio/transcriptions</c>, or one that is nearly like it.</summary>
internal sealed class FakeOpenAi(TimeProvider? time = null) : FakeCloud(time)
{
    private const int Head = 44;

    /// <summary>Where the words are.</summary>
    public enum Shape
    {
        /// <summary>Beside the segments, as OpenAI and Groq have them.</summary>
        Beside,

        /// <summary>In the segments, as whisper.cpp has them.</summary>
        Within,

        /// <summary>Nowhere: segments with texts.</summary>
        Segments,

        /// <summary>A text alone.</summary>
        Text,
    }

    public Shape Words { get; set; }

    /// <summary>Whether it hears thanks in silence at the end, as Whisper does.</summary>
    public bool Hallucinates { get; set; }

    /// <summary>What it answers instead; null for what it hears.</summary>
    public string? Instead { get; set; }

    /// <summary>Fields of the last request.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; private set; } = new Dictionary<string, string>();

    /// <summary>Seconds of sound in each request.</summary>
    public System.Collections.Concurrent.ConcurrentBag<double> Lengths { get; } = [];

    protected override bool Knows(HttpRequest request) =>
        request.Path == "/audio/transcriptions" && request.Headers.Authorization == $"Bearer {Key}";

    protected override Task TalkAsync(FakeConnection connection, HttpRequest request) => Task.CompletedTask;

    protected override async Task RespondAsync(HttpContext context, int number)
    {
        var form = await context.Request.ReadFormAsync();
        Fields = form.ToDictionary(field => field.Key, field => field.Value.ToString());
        using var body = new MemoryStream();
        await form.Files.GetFile("file")!.CopyToAsync(body);
        Lengths.Add(AudioFormat.ToSeconds((body.Length - Head) / 2));
        context.Response.ContentType = "application/json";
        await (Instead is null
            ? context.Response.WriteAsJsonAsync(Answer(Hear(body.ToArray())))
            : context.Response.WriteAsync(Instead));
    }

    private static (IReadOnlyList<(string Text, double Start, double End)> Words, double Length) Hear(byte[] wave)
    {
        var ear = new BurstEar();
        var samples = MemoryMarshal.Cast<byte, short>(wave.AsSpan(Head));
        ear.Accept(samples);
        return ([.. ear.Words(open: true).Select(word => (word.Text, AudioFormat.ToSeconds(word.Start), AudioFormat.ToSeconds(word.End)))],
            AudioFormat.ToSeconds(samples.Length));
    }

    private object Answer((IReadOnlyList<(string Text, double Start, double End)> Words, double Length) heard)
    {
        var text = string.Join(' ', heard.Words.Select(word => word.Text));
        var timed = heard.Words.Select(word => new { word = " " + word.Text, start = word.Start, end = word.End }).ToList();
        var segment = new
        {
            id = 0,
            start = heard.Words.Count > 0 ? heard.Words[0].Start : 0,
            end = heard.Words.Count > 0 ? heard.Words[^1].End : 0,
            text,
            avg_logprob = -0.1,
            compression_ratio = 1.2,
            no_speech_prob = 0.01,
            words = Words == Shape.Within ? timed : null,
        };
        var thanks = new
        {
            id = 1,
            start = segment.end + 0.05,
            end = heard.Length,
            text = " Thank you.",
            avg_logprob = -0.4,
            compression_ratio = 0.6,
            no_speech_prob = 0.9,
            words = (object?)null,
        };
        var segments = Hallucinates ? new object[] { segment, thanks } : [segment];
        return Words switch
        {
            Shape.Text => new { text },
            Shape.Beside => new { task = "transcribe", language = "german", duration = heard.Length, text, segments, words = timed },
            _ => new { task = "transcribe", language = "de", duration = heard.Length, text, segments },
        };
    }
}
