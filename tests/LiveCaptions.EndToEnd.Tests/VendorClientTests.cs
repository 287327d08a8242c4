using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using LiveCaptions.EndToEnd.Host;
using LiveCaptions.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>Programs of others' users work unchanged: only the address, and the key, are ours.</summary>
public sealed class VendorClientTests : IAsyncLifetime
{
    private const int Words = 8;
    private static readonly string Text = string.Join(' ', Tones.Words(Words));

    private readonly TempFolder _folder = new();
    private WebApplication _app = null!;
    private string _address = "";
    private string _key = "";

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllBytesAsync(_folder.File("server.pfx"), Certificate());
        _app = ToneServer.Build(_folder.File("data"), settings: new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0;https://127.0.0.1:0",
            ["Kestrel:Certificates:Default:Path"] = _folder.File("server.pfx"),
        });
        _address = await ToneServer.StartAsync(_app);
        _key = await _app.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);
        WavFile.Write(_folder.File("speech.wav"), Tones.Speak(Words));
        await File.WriteAllBytesAsync(_folder.File("speech.raw"), MemoryMarshal.AsBytes(Tones.Speak(Words).AsSpan()).ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Deepgram_s_package_streams_and_is_told_every_word_once()
    {
        var said = await VendorClient.RunAsync("deepgram.mjs", "live", _address, _key, _folder.File("speech.raw"));

        var results = said.Where(message => TypeOf(message) == "Results").ToList();
        Assert.Equal(Text, string.Join(
            ' ', results.Where(result => result.GetProperty("is_final").GetBoolean()).Select(TranscriptOf).Where(text => text.Length > 0)));
        Assert.Contains(results, result => !result.GetProperty("is_final").GetBoolean());
        Assert.Contains(said, message => TypeOf(message) == "SpeechStarted");
        Assert.Equal(["Metadata", "Closed"], said.TakeLast(2).Select(TypeOf));
        Assert.Equal(1000, said[^1].GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Deepgram_s_package_sends_a_file_and_reads_the_answer()
    {
        var answer = (await VendorClient.RunAsync("deepgram.mjs", "file", _address, _key, _folder.File("speech.wav"))).Single();

        var alternative = answer.GetProperty("results").GetProperty("channels")[0].GetProperty("alternatives")[0];
        Assert.Equal(Text, alternative.GetProperty("transcript").GetString());
        Assert.Equal(Words, alternative.GetProperty("words").GetArrayLength());
        Assert.NotEqual(0, answer.GetProperty("results").GetProperty("utterances").GetArrayLength());
    }

    [Fact]
    public async Task Deepgram_s_package_understands_why_it_is_refused()
    {
        var error = (await VendorClient.RunAsync("deepgram.mjs", "file", _address, "lc_wrong", _folder.File("speech.wav"))).Single();

        Assert.Equal(
            (401, "INVALID_AUTH"), (error.GetProperty("status").GetInt32(), error.GetProperty("body").GetProperty("err_code").GetString()));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("verbose_json")]
    public async Task Openai_s_package_sends_a_file_and_reads_the_answer(string format)
    {
        var answer = (await VendorClient.RunAsync("openai.mjs", format, _address, _key, _folder.File("speech.wav"))).Single();

        Assert.Equal(Text, answer.GetProperty("text").GetString());
        Assert.Equal(format == "verbose_json" ? Words : 0, answer.TryGetProperty("words", out var words) ? words.GetArrayLength() : 0);
    }

    [Theory]
    [InlineData("text", "")]
    [InlineData("srt", "1\n00:00:00,000 --> ")]
    [InlineData("vtt", "WEBVTT")]
    public async Task Openai_s_package_reads_files_of_captions(string format, string begin)
    {
        var answer = (await VendorClient.RunAsync("openai.mjs", format, _address, _key, _folder.File("speech.wav"))).Single().GetString()!;

        Assert.StartsWith(begin, answer.Replace("\r", "", StringComparison.Ordinal).TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.All(Tones.Words(Words), word => Assert.Contains(word, answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Openai_s_package_reads_a_stream_of_events()
    {
        var events = await VendorClient.RunAsync("openai.mjs", "stream", _address, _key, _folder.File("speech.wav"));

        Assert.Equal("transcript.text.done", TypeOf(events[^1]));
        Assert.Equal(Text, events[^1].GetProperty("text").GetString());
        Assert.Equal(Text, string.Concat(events.SkipLast(1).Select(message => message.GetProperty("delta").GetString())));
    }

    [Fact]
    public async Task Openai_s_package_understands_why_it_is_refused()
    {
        var error = (await VendorClient.RunAsync("openai.mjs", "json", _address, "lc_wrong", _folder.File("speech.wav"))).Single();

        Assert.Equal((401, "invalid_api_key"), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Openai_s_realtime_client_streams_and_is_told_every_word_once()
    {
        // Of one level all through, which resampling leaves as it is.
        short[] samples = [.. Tones.Words(Words).SelectMany(word => Enumerable.Repeat(
            (short)(int.Parse(word[1..], CultureInfo.InvariantCulture) * short.MaxValue / Tones.Steps), Tones.WordLength * 3 / 2))];
        await File.WriteAllBytesAsync(_folder.File("speech24.raw"), MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());

        var events = await VendorClient.RunAsync(
            "openai.mjs", "realtime", _app.Urls.Single(url => url.StartsWith("https", StringComparison.Ordinal)),
            _key, _folder.File("speech24.raw"));

        Assert.Equal(["session.created", "session.updated"], events.Take(2).Select(TypeOf));
        var completed = events.Single(message => TypeOf(message) == "conversation.item.input_audio_transcription.completed");
        Assert.Equal(Text, completed.GetProperty("transcript").GetString());
        Assert.Equal(
            Text, string.Concat(events.Where(message => TypeOf(message) == "conversation.item.input_audio_transcription.delta")
                .Select(message => message.GetProperty("delta").GetString())));
    }

    private static string TypeOf(JsonElement message) => message.GetProperty("type").GetString()!;

    private static string TranscriptOf(JsonElement result) =>
        result.GetProperty("channel").GetProperty("alternatives")[0].GetProperty("transcript").GetString()!;

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2_048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.Export(X509ContentType.Pkcs12);
    }
}
